using NewsMonitor.Model;

namespace NewsMonitor.Server.Wiring;

/// <summary>
/// The folder that holds everything this process stores, held for itself while it runs. The lock is the operating system's: it goes with the
/// process however that ends, so a file left behind by a crash locks nobody out.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private const string LockName = "newsmonitor.lock";

    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    public string Path { get; }

    /// <exception cref="StoreUnavailableException">The folder cannot be made or written, or another process uses it.</exception>
    public static DataDirectory Hold(string directory)
    {
        var path = System.IO.Path.GetFullPath(directory);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The data directory {path} cannot be made: {e.Message}", e);
        }

        var file = System.IO.Path.Combine(path, LockName);
        try
        {
            return new DataDirectory(path, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreUnavailableException($"The data directory {path} cannot be written: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new StoreUnavailableException(
                $"The data directory {path} is in use by another newsmonitor ({LockName} is held). Stop it, or give this one another NewsMonitor:DataDirectory. ({e.Message})", e);
        }
    }

    public void Dispose() => _lock.Dispose();
}
