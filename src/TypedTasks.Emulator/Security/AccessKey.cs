using System.Security.Cryptography;
using System.Text;

namespace TypedTasks.Emulator.Security;

/// <summary>The one rule of the namespace, with all rights.</summary>
internal sealed class AccessKey(string name, string key)
{
    public string Name => name;

    public string ConnectionStringPart => $"SharedAccessKeyName={name};SharedAccessKey={key}";

    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public bool Matches(string? givenName, string? givenKey) =>
        Same(givenName ?? "", name) & Same(givenKey ?? "", key);

    /// <summary>Verifies a token for an audience; null with the reason if it does not hold.</summary>
    public Claim? Verify(string text, string audience, DateTimeOffset now, out string reason)
    {
        reason = "The token is not a shared access signature.";
        if (SasToken.Parse(text) is not { } token || token.Resource is not { } resource) return null;
        reason = "The token has an invalid signature.";
        if (!Same(token.KeyName, name) || !token.IsSignedWith(key)) return null;
        reason = "The token is expired.";
        if (token.ExpiresAt <= now) return null;
        reason = "The token was made for another audience.";
        if (!Uri.TryCreate(audience, UriKind.Absolute, out var wanted)
            || !wanted.Host.Equals(resource.Host, StringComparison.OrdinalIgnoreCase)) return null;
        var claim = new Claim(PathOf(resource), token.ExpiresAt.ToUnixTimeMilliseconds());
        return claim.Covers(PathOf(wanted)) ? claim : null;
    }

    private static string PathOf(Uri uri) => Uri.UnescapeDataString(uri.AbsolutePath).Trim('/');

    private static bool Same(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(left)), SHA256.HashData(Encoding.UTF8.GetBytes(right)));
}
