using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TypedTasks.Emulator.Security;

/// <summary>A shared access signature: what it is for, until when, by which key, and the proof.</summary>
internal sealed record SasToken(string SignedResource, string Expiry, string KeyName, string Signature)
{
    private const string Scheme = "SharedAccessSignature ";

    public Uri? Resource => Uri.TryCreate(Uri.UnescapeDataString(SignedResource), UriKind.Absolute, out var uri) ? uri : null;

    public DateTimeOffset ExpiresAt =>
        long.TryParse(Expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.MinValue;

    public static SasToken? Parse(string token)
    {
        if (token.Length > 8192 || !token.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        string? resource = null, expiry = null, name = null, signature = null;
        foreach (var part in token[Scheme.Length..].Split('&'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
                return null;
            var value = part[(equals + 1)..];
            switch (part[..equals])
            {
                case "sr": resource = value; break;
                case "se": expiry = value; break;
                case "skn": name = Uri.UnescapeDataString(value); break;
                case "sig": signature = Uri.UnescapeDataString(value); break;
                default: break;
            }
        }

        return resource is null || expiry is null || name is null || signature is null
            ? null
            : new(resource, expiry, name, signature);
    }

    public bool IsSignedWith(string key)
    {
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{SignedResource}\n{Expiry}"));
        Span<byte> given = stackalloc byte[64];
        return Convert.TryFromBase64String(Signature, given, out var length)
            && CryptographicOperations.FixedTimeEquals(expected, given[..length]);
    }

    // The signature opens doors, so it never shows.
    public override string ToString() => $"SasToken {{ KeyName = {KeyName} }}";
}
