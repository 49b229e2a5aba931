using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TypedTasks.Hosting.Tests.Operations;

/// <summary>Takes who somebody is, and what he may do, from a header: NAME:RIGHT,RIGHT.</summary>
internal sealed class HeaderAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Test";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.ToString().Split(':') is not [{ Length: > 0 } name, var rights])
            return Task.FromResult(AuthenticateResult.NoResult());
        var claims = rights.Split(',').Select(static r => new Claim("right", r)).Append(new(ClaimTypes.Name, name));
        return Task.FromResult(AuthenticateResult.Success(new(new(new ClaimsIdentity(claims, Name)), Name)));
    }
}
