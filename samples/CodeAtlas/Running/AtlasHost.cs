using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CodeAtlas;

/// <summary>Builds the host of either kind of process: the one that starts the flow, and the ones that run its steps.</summary>
internal static class AtlasHost
{
    public static IHost Build(string connectionString, string store, bool runsSteps, bool verbose)
    {
        var builder = CreateBuilder();
        builder.Logging.ClearProviders();
        if (verbose)
            builder.Logging.AddSimpleConsole(static o => o.SingleLine = true);
        builder.Services.AddSingleton<IHostLifetime, SilentLifetime>();

        var tasks = builder.Services.AddTypedTasks()
            .UseAmqp(connectionString)
            .UseSqlite(store)
            .AddCodeAtlasTasks();
        if (runsSteps)
            tasks.AddWorker();
        return builder.Build();
    }

    // Settings come from the environment and from beside the program, never from the folder that is mapped.
    public static HostApplicationBuilder CreateBuilder() =>
        Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory, Args = [] });
}
