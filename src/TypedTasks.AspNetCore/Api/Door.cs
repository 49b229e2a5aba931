using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TypedTasks.AspNetCore.Api;

/// <summary>Who is let in.</summary>
internal static class Door
{
    /// <summary>Asks for a policy; where none is named, lets in this machine alone, and that only while something is developed.</summary>
    public static void Guard(this RouteGroupBuilder group, string? policy, string option)
    {
        if (policy is not null)
            group.RequireAuthorization(policy);
        else
            group.AddEndpointFilter(async (call, next) => IsDeveloper(call.HttpContext) ? await next(call) : Answers.Refuse(
                StatusCodes.Status403Forbidden,
                "Closed",
                $"Nobody has said who may do this: name a policy with {nameof(TypedTasksApiOptions)}.{option}. Without one it is open in the environment Development alone, to this machine."));
    }

    // The name in the address too: a page elsewhere may have its name lead here.
    private static bool IsDeveloper(HttpContext context) =>
        context.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment()
        && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && (context.Request.Host.Host is "localhost" || (IPAddress.TryParse(context.Request.Host.Host, out var host) && IPAddress.IsLoopback(host)));
}
