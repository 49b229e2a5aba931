using Microsoft.AspNetCore.Http;

namespace TypedTasks.Dashboard.Serving;

/// <summary>
/// Tells requests of the dashboard's own pages from those that another site makes a browser send: by <c>Sec-Fetch-Site</c> (W3C Fetch Metadata), and where a browser does not send that, by <c>Origin</c> (RFC 6454). One that carries
/// neither comes from no browser that is known, and is refused.
/// </summary>
internal static class Origins
{
    public static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0)
            return site == "same-origin";
        return Uri.TryCreate(request.Headers.Origin.ToString(), UriKind.Absolute, out var origin)
            && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            && string.Equals(origin.Scheme, request.Scheme, StringComparison.OrdinalIgnoreCase);
    }
}
