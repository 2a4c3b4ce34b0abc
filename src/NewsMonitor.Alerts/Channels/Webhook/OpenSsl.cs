using System.Runtime.InteropServices;

namespace NewsMonitor.Alerts.Channels.Webhook;

/// <summary>The calls of the platform's OpenSSL (libcrypto, 1.1.1 or newer) that Ed25519 needs; .NET has none for it. See EVP_DigestSign(3).</summary>
internal static unsafe partial class OpenSsl
{
    /// <summary>NID_ED25519.</summary>
    public const int Ed25519 = 1087;

    private const string Library = "libcrypto";

    private static readonly string[] Files = ["libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.so", "libcrypto.3.dylib", "libcrypto-3-x64.dll"];

    private static readonly nint Handle = Load();

    /// <summary>False where there is no such library; then nothing else here may be called.</summary>
    public static bool IsAvailable => Handle != 0 && NativeLibrary.TryGetExport(Handle, "EVP_DigestSign", out _);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_new_raw_private_key")]
    public static partial nint NewPrivateKey(int type, nint engine, byte* key, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    public static partial nint NewPublicKey(int type, nint engine, byte* key, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_get_raw_public_key")]
    public static partial int GetPublicKey(nint key, byte* bytes, nuint* length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_free")]
    public static partial void FreeKey(nint key);

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_new")]
    public static partial nint NewContext();

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_free")]
    public static partial void FreeContext(nint context);

    [LibraryImport(Library, EntryPoint = "EVP_DigestSignInit")]
    public static partial int SignInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Library, EntryPoint = "EVP_DigestSign")]
    public static partial int Sign(nint context, byte* signature, nuint* signatureLength, byte* data, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_DigestVerifyInit")]
    public static partial int VerifyInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Library, EntryPoint = "EVP_DigestVerify")]
    public static partial int Verify(nint context, byte* signature, nuint signatureLength, byte* data, nuint length);

    private static nint Load()
    {
        var handle = Files.Select(file => NativeLibrary.TryLoad(file, out var loaded) ? loaded : 0).FirstOrDefault(loaded => loaded != 0);
        NativeLibrary.SetDllImportResolver(typeof(OpenSsl).Assembly, (name, _, _) => name == Library ? handle : 0);
        return handle;
    }
}
