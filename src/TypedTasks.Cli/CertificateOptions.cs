using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using TypedTasks.Emulator;

namespace TypedTasks.Cli;

/// <summary>The options by which the emulator gets a certificate: one that is there, or one made for this run.</summary>
internal sealed class CertificateOptions
{
    /// <summary>The password comes by environment: arguments are seen by every user of the machine.</summary>
    private const string PasswordVariable = "TYPEDTASKS_EMULATOR_CERTIFICATE_PASSWORD";

    private readonly Option<bool> tls = new("--tls") { Description = "Speaks TLS, with a certificate made for this run unless one is given." };
    private readonly Option<FileInfo?> certificate = new("--tls-certificate")
    {
        HelpName = "file",
        Description = $"The certificate for TLS, as PFX or PEM; its password, if any, is taken from {PasswordVariable}.",
    };
    private readonly Option<FileInfo?> key = new("--tls-key") { HelpName = "file", Description = "The PEM file with the key of the certificate, if it is not in the same file." };
    private readonly Option<FileInfo?> export = new("--tls-export") { HelpName = "file", Description = "Writes the certificate, without its key, to a PEM file that clients can be told to trust." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { tls, certificate, key, export })
            command.Options.Add(option);
    }

    /// <summary>Reads or makes the certificate; null where none is wanted.</summary>
    public X509Certificate2? Read(ParseResult parsed, IEnumerable<string> hostNames)
    {
        var (file, key, export) = (parsed.GetValue(this.certificate), parsed.GetValue(this.key), parsed.GetValue(this.export));
        if (file is null && key is not null)
            throw new ArgumentException("--tls-key needs --tls-certificate.");
        if (file is null && !parsed.GetValue(tls))
            return export is null ? null : throw new ArgumentException("--tls-export needs --tls or --tls-certificate.");
        var certificate = file is null
            ? EmulatorCertificate.CreateSelfSigned(hostNames)
            : EmulatorCertificate.Load(file.FullName, key?.FullName, Environment.GetEnvironmentVariable(PasswordVariable));
        if (export is not null)
            File.WriteAllText(export.FullName, certificate.ExportCertificatePem() + "\n");
        return certificate;
    }
}
