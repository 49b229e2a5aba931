using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TypedTasks.Emulator;

/// <summary>Certificates for an emulator that speaks TLS.</summary>
public static class EmulatorCertificate
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);

    /// <summary>Makes a certificate that signs itself, for localhost, the loopback addresses and the names given. Clients must be told to trust it.</summary>
    /// <param name="hostNames">The names and addresses by which others reach the emulator.</param>
    /// <returns>The certificate with its key, valid from yesterday on for a year. The caller disposes of it after the emulator.</returns>
    public static X509Certificate2 CreateSelfSigned(params IEnumerable<string> hostNames)
    {
        ArgumentNullException.ThrowIfNull(hostNames);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=TypedTasks Service Bus emulator", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in hostNames.Concat(["localhost", "127.0.0.1", "::1"]).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (IPAddress.TryParse(name, out var address))
                names.AddIpAddress(address);
            else
                names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        // Clients judge it by the real clock, whatever clock the emulator has.
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + Lifetime);
        return WithUsableKey(certificate);
    }

    /// <summary>Reads a certificate with its key from a PFX file, or from PEM files.</summary>
    /// <param name="path">The file of the certificate.</param>
    /// <param name="keyPath">The PEM file of the key; where it is null, a PEM certificate has its key beside it in the same file.</param>
    /// <param name="password">The password of a PFX file or of an encrypted PEM key.</param>
    /// <returns>The certificate with its key. The caller disposes of it after the emulator.</returns>
    /// <exception cref="FileNotFoundException">One of the files is not there.</exception>
    /// <exception cref="CryptographicException">The files hold no certificate with a key, or the password is wrong.</exception>
    public static X509Certificate2 Load(string path, string? keyPath = null, string? password = null)
    {
        foreach (var file in new[] { path, keyPath })
            if (file is not null && !File.Exists(file))
                throw new FileNotFoundException($"There is no file '{file}' to read a certificate or its key from.", file);
        try
        {
            if (keyPath is null && X509Certificate2.GetCertContentType(path) == X509ContentType.Pfx)
                return X509CertificateLoader.LoadPkcs12FromFile(path, password);
            using var certificate = password is null
                ? X509Certificate2.CreateFromPemFile(path, keyPath)
                : X509Certificate2.CreateFromEncryptedPemFile(path, password, keyPath);
            return WithUsableKey(certificate);
        }
        catch (CryptographicException broken)
        {
            throw new CryptographicException($"The certificate '{path}' could not be read with its key: {broken.Message}", broken);
        }
    }

    // Some platforms cannot use a key for TLS that was never part of a store.
    private static X509Certificate2 WithUsableKey(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
}
