using Microsoft.Extensions.DependencyInjection;

namespace WebSpace;

/// <summary>What a container platform asks.</summary>
internal static class Health
{
    public static void AddHealth(this IHostApplicationBuilder builder) => builder.Services.AddHealthChecks().AddTypedTasks(tags: ["ready"]);

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/alive", new() { Predicate = static _ => false });                       // the process answers
        app.MapHealthChecks("/ready", new() { Predicate = static c => c.Tags.Contains("ready") });    // store and broker answer, a worker receives
    }
}
