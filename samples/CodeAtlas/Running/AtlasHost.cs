using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TypedTasks;

namespace CodeAtlas;

/// <summary>The application: a client, and a worker where steps run.</summary>
internal static class AtlasHost
{
    public static IHost Create(string connectionString, string storePath, bool runsSteps)
    {
        var builder = Host.CreateApplicationBuilder();

        // Progress bars own standard output; what goes wrong is said on standard error.
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Error)
            .AddConsole(static o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        var tasks = builder.Services.AddTypedTasks()
            .UseServiceBus(connectionString)
            .UseSqlite(storePath)
            .AddCodeAtlasTasks();
        if (runsSteps)
            tasks.AddWorker();
        return builder.Build();
    }
}
