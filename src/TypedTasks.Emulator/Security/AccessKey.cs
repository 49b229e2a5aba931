using System.Security.Cryptography;
using System.Text;

namespace TypedTasks.Emulator.Security;

/// <summary>The one key of the emulator, with all rights. The name that it comes under says which namespace is meant.</summary>
internal sealed class AccessKey(string name, string key)
{
    /// <summary>The name under which the key opens the first namespace.</summary>
    public string Name => name;

    public string ConnectionStringPart(string keyName) => $"SharedAccessKeyName={keyName};SharedAccessKey={key}";

    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public bool Matches(string? given) => Same(given ?? "", key);

    /// <summary>Verifies a token for an audience, under whatever name; null with the reason if it does not hold.</summary>
    public Claim? Verify(string text, string audience, DateTimeOffset now, out string reason)
    {
        reason = "The token is not a shared access signature.";
        if (SasToken.Parse(text) is not { } token || token.Resource is not { } resource)
            return null;
        reason = "The token has an invalid signature.";
        if (!token.IsSignedWith(key))
            return null;
        reason = "The token is expired.";
        if (token.ExpiresAt <= now)
            return null;
        reason = "The token was made for another audience.";
        if (!Uri.TryCreate(audience, UriKind.Absolute, out var wanted)
            || !wanted.Host.Equals(resource.Host, StringComparison.OrdinalIgnoreCase))
            return null;
        var claim = new Claim(token.KeyName, PathOf(resource), token.ExpiresAt.ToUnixTimeMilliseconds());
        return claim.Covers(PathOf(wanted)) ? claim : null;
    }

    private static string PathOf(Uri uri) => Uri.UnescapeDataString(uri.AbsolutePath).Trim('/');

    private static bool Same(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(left)), SHA256.HashData(Encoding.UTF8.GetBytes(right)));
}
