using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using NewsMonitor.TestKit;

namespace NewsMonitor.Alerts.Tests.Channels.Mail;

/// <summary>Debian's aiosmtpd on a free loopback port; it parses what it is sent with Python's own mail parser.</summary>
internal sealed class SmtpServer : IAsyncDisposable
{
    // Debian's own Python has Debian's packages; another one in the path may not.
    private static readonly string? Python = new[] { "/usr/bin/python3", "python3" }.FirstOrDefault(HasSmtp);

    private readonly Process _process;

    private SmtpServer(Process process) => _process = process;

    /// <summary>Why there is no such server here; null when there is one.</summary>
    public static string? Missing { get; } = Python is null ? "python3-aiosmtpd is not installed" : null;

    public int Port { get; private set; }

    /// <param name="certificate">To offer STARTTLS, and to take nothing without; null for a server that cannot.</param>
    /// <param name="login">Whether it lets nobody send who did not log in.</param>
    public static async Task<SmtpServer> StartAsync(X509Certificate2? certificate = null, bool login = false)
    {
        var folder = Directory.CreateTempSubdirectory("newsmonitor-smtp-");
        try
        {
            List<string> arguments = [Path.Combine(AppContext.BaseDirectory, "smtp_server.py")];
            if (login)
                arguments.Add("--login");
            if (certificate is not null)
            {
                var (chain, key) = (Path.Combine(folder.FullName, "certificate.pem"), Path.Combine(folder.FullName, "key.pem"));
                await File.WriteAllTextAsync(chain, certificate.ExportCertificatePem());
                using var privateKey = certificate.GetRSAPrivateKey()!;
                await File.WriteAllTextAsync(key, privateKey.ExportPkcs8PrivateKeyPem());
                arguments.AddRange(["--tls", chain, key]);
            }

            var server = new SmtpServer(Start(Python!, [.. arguments])!);
            // It has read its files by then.
            server.Port = int.Parse(await server.LineAsync(), CultureInfo.InvariantCulture);
            return server;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The next login or mail that it took.</summary>
    public async Task<JsonElement> NextAsync()
    {
        using var document = JsonDocument.Parse(await LineAsync());
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<string> LineAsync() =>
        await _process.StandardOutput.ReadLineAsync().Soon("the SMTP server to say something") ?? throw new InvalidOperationException("The SMTP server has ended.");

    private static bool HasSmtp(string python)
    {
        try
        {
            using var process = Start(python, "-c", "import aiosmtpd")!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static Process? Start(string python, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(python, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true });
}
