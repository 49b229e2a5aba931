using System.Net;
using TypedTasks.Emulator.Security;

namespace TypedTasks.Emulator.Http;

/// <summary>Lets in who speaks to this very server: by its own name, not from another site's page, and with the key.</summary>
internal sealed class HttpGate(IPAddress bound, IEnumerable<string> names, AccessKey key, TimeProvider time)
{
    private readonly HashSet<string> names = new(names, StringComparer.OrdinalIgnoreCase) { "localhost" };

    /// <summary>Refuses a foreign Host, by which a site's own name would lead here, and a foreign Origin.</summary>
    public void CheckPlace(HttpRequest request, bool isSecure)
    {
        if (!IsOwn(HostOf(request.Host)))
            throw new HttpException(400, $"The host '{Printable(request.Host)}' is not served here; name it among the host names of the emulator if it should be.");
        if (request.Header("Origin") is { } origin && !origin.Equals($"{(isSecure ? "https" : "http")}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            throw new HttpException(403, $"The origin '{Printable(origin)}' may not use this server.");
    }

    /// <summary>Refuses whoever has no valid token for the address; returns the name of the key of everybody else.</summary>
    public string CheckKey(HttpRequest request)
    {
        var reason = "Manage claims are required for this operation: the request has no authorization header.";
        if (request.Header("Authorization") is not { } token
            || key.Verify(token, $"http://{request.Host}{request.RawPath}", time.GetUtcNow(), out reason) is not { } claim)
            throw new HttpException(401, reason);
        return claim.KeyName;
    }

    private static string HostOf(string authority) =>
        Uri.TryCreate($"http://{authority}/", UriKind.Absolute, out var uri) && uri.Authority.Length > 0 && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0
            ? uri.Host.Trim('[', ']')
            : "";

    private static string Printable(string text) =>
        new([.. text.Take(100).Select(character => character is >= ' ' and < '\x7f' ? character : '?')]);

    private bool IsOwn(string host)
    {
        if (!IPAddress.TryParse(host, out var address))
            return names.Contains(host);
        return IPAddress.IsLoopback(address) || address.Equals(bound) || bound.Equals(IPAddress.Any) || bound.Equals(IPAddress.IPv6Any);
    }
}
