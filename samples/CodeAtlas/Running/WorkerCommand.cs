using System.Runtime.InteropServices;
using Microsoft.Extensions.Configuration;

namespace CodeAtlas;

/// <summary>A process that runs steps for another. It ends when the other does: then its standard input is closed.</summary>
internal static class WorkerCommand
{
    public const string Name = "worker";
    public const string StoreVariable = "CodeAtlas__Store";
    public const string ConnectionVariable = "ConnectionStrings__ServiceBus";
    public const string Ready = "ready";

    public static async Task<int> RunAsync()
    {
        var settings = AtlasHost.CreateBuilder().Configuration;
        if (settings.GetConnectionString("ServiceBus") is not { Length: > 0 } connectionString
            || settings["CodeAtlas:Store"] is not { Length: > 0 } store)
        {
            await Console.Error.WriteLineAsync($"codeatlas: a worker needs {ConnectionVariable} and {StoreVariable}; use --workers instead.");
            return 1;
        }

        // Ctrl+C reaches every process of the terminal; the steps must outlive it until the flow is cancelled.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static c => c.Cancel = true);
        try
        {
            using var host = AtlasHost.Build(connectionString, store, runsSteps: true, verbose: false);
            await host.StartAsync();
            Console.WriteLine(Ready);
            while (await Console.In.ReadLineAsync() is not null)
                continue;
            await host.StopAsync();
            return 0;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"{e.GetType().Name}: {e.Message}");
            return 1;
        }
    }
}
