using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TypedTasks.AspNetCore.Api;

/// <summary>Who asks: for the API and for the dashboard.</summary>
internal static class Callers
{
    /// <summary>Whether it is a developer at this machine: in the environment Development, on loopback, under a name of loopback.</summary>
    public static bool IsDeveloper(HttpContext context) =>
        context.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment()
        && context.Connection is { RemoteIpAddress: { } caller, LocalIpAddress: { } here } && IPAddress.IsLoopback(caller) && IPAddress.IsLoopback(here)

        // A page elsewhere can point a name of its own at 127.0.0.1 and read what answers there (DNS rebinding).
        && (context.Request.Host.Host is "localhost" || (IPAddress.TryParse(context.Request.Host.Host, out var named) && IPAddress.IsLoopback(named)))

        // What a proxy on this machine hands on comes from elsewhere.
        && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");

    /// <summary>What somebody who has signed in is called; null where the identity has no name.</summary>
    public static string? NameOf(ClaimsPrincipal user) => user.Identity?.Name ?? user.FindFirstValue(ClaimTypes.NameIdentifier) ?? user.FindFirstValue("sub");
}
