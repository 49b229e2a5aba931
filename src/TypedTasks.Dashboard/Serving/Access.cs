using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TypedTasks.AspNetCore.Api;
using TypedTasks.Dashboard.Html;

namespace TypedTasks.Dashboard.Serving;

/// <summary>Who may look, and who may change something. Closed unless a policy is named; open without one only on loopback, under a name of loopback, in Development.</summary>
internal static class Access
{
    /// <summary>Whether the policy lets the caller in; null where that is not known before somebody has signed in.</summary>
    public static async ValueTask<Entitlement> JudgeAsync(HttpContext context, string? policyName)
    {
        if (policyName is null)
            return Callers.IsDeveloper(context) ? Entitlement.In : Entitlement.Closed;
        var policies = context.RequestServices.GetRequiredService<IAuthorizationPolicyProvider>();
        var policy = await policies.GetPolicyAsync(policyName).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"There is no authorization policy '{policyName}': add it with AddAuthorizationBuilder().AddPolicy(\"{policyName}\", …).");
        var evaluator = context.RequestServices.GetRequiredService<IPolicyEvaluator>();
        var identity = await evaluator.AuthenticateAsync(policy, context).ConfigureAwait(false);
        if (identity.Principal is { } principal)
            context.User = principal;
        var result = await evaluator.AuthorizeAsync(policy, identity, context, resource: null).ConfigureAwait(false);
        return result.Succeeded ? Entitlement.In : result.Challenged ? Entitlement.SignIn : Entitlement.Out;
    }

    /// <summary>Answers somebody who may not.</summary>
    public static async Task RefuseAsync(HttpContext context, Entitlement verdict)
    {
        switch (verdict)
        {
            // Without a scheme there is nobody who could ask for a name.
            case Entitlement.SignIn when context.RequestServices.GetService<IAuthenticationService>() is not null:
                await context.ChallengeAsync().ConfigureAwait(false);
                break;
            case Entitlement.Out when context.RequestServices.GetService<IAuthenticationService>() is not null:
                await context.ForbidAsync().ConfigureAwait(false);
                break;
            case Entitlement.Closed:
                var page = new Markup();
                page.Write($"""
                    <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Closed</title></head><body><h1>Closed</h1><p>Nobody has said who may look: name a policy with {nameof(TypedTasksDashboardOptions)}.{nameof(TypedTasksDashboardOptions.ReadPolicy)}. Without one the dashboard is open in the environment Development alone, to this machine, under the name localhost.</p></body></html>
                    """);
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                context.Response.ContentType = "text/html; charset=utf-8";
                _ = await context.Response.BodyWriter.WriteAsync(page.Bytes, context.RequestAborted).ConfigureAwait(false);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                break;
        }
    }
}
