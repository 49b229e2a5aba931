using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TypedTasks.Dashboard.Tests;

/// <summary>An application with a dashboard: open to nobody, to readers, to operators, or as a developer has it.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication app;

    private Site(WebApplication app) => this.app = app;

    public ITaskClient Client => app.Services.GetRequiredService<ITaskClient>();

    public Uri Address => new(app.Urls.Single());

    /// <summary>The addresses below a dashboard, with what asks and what changes.</summary>
    public IReadOnlyList<(string Pattern, string Method)> Routes(string below) =>
    [
        .. ((IEndpointRouteBuilder)app).DataSources.SelectMany(static d => d.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith(below, StringComparison.Ordinal))
            .SelectMany(static e => e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(m => (e.RoutePattern.RawText!, m))),
    ];

    public static async Task<Site> StartAsync(string environment = "Development")
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddTypedTasks(static o => o.Tasks["papers.stamp"] = new() { MaxRetries = 2, Queue = "seals" }).AddWorker().UseInMemoryTransport().UseInMemoryStore().AddTypedTasksDashboardTestsTasks();
        builder.Services.AddAuthentication("name").AddScheme<AuthenticationSchemeOptions, Names>("name", null);
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy("readers", static p => p.RequireAuthenticatedUser())
            .AddPolicy("operators", static p => p.RequireRole("operator"));
        var app = builder.Build();
        app.MapTypedTasksDashboard("/tasks");
        app.MapTypedTasksDashboard("/guarded", static o => (o.ReadPolicy, o.OperatePolicy) = ("readers", "operators"));
        app.MapTypedTasksDashboard("/readable", static o => o.ReadPolicy = "readers");
        await app.StartAsync();
        return new(app);
    }

    /// <summary>A browser of somebody; null for nobody that is known.</summary>
    public HttpClient Browser(string? name = null, string? role = null)
    {
        var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        if (name is not null)
            http.DefaultRequestHeaders.Add("X-Name", name);
        if (role is not null)
            http.DefaultRequestHeaders.Add("X-Role", role);
        return http;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private sealed class Names(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["X-Name"].ToString() is not { Length: > 0 } name)
                return Task.FromResult(AuthenticateResult.NoResult());
            var identity = new ClaimsIdentity([new(ClaimTypes.Name, name), new(ClaimTypes.Role, Request.Headers["X-Role"].ToString())], Scheme.Name);
            return Task.FromResult(AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme.Name)));
        }
    }
}
