using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

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
            group.AddEndpointFilter(async (call, next) => Callers.IsDeveloper(call.HttpContext) ? await next(call) : Answers.Refuse(
                StatusCodes.Status403Forbidden,
                "Closed",
                $"Nobody has said who may do this: name a policy with {nameof(TypedTasksApiOptions)}.{option}. Without one it is open in the environment Development alone, to this machine."));
    }
}
