namespace CodeAtlas;

/// <summary>The hidden command: a worker that ends when its parent closes standard input, by choice or by dying.</summary>
internal static class WorkerProcess
{
    // By environment, never by argument: arguments show in the process list.
    public const string Connection = "CODEATLAS_CONNECTION";
    public const string Store = "CODEATLAS_STORE";

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var host = AtlasHost.Create(Read(Connection), Read(Store), runsSteps: true);
        await host.StartAsync(cancellationToken);
        Console.WriteLine("ready");
        var buffer = new char[64];
        while (await Console.In.ReadAsync(buffer, CancellationToken.None) > 0)
        {
        }

        await host.StopAsync(CancellationToken.None);
        return 0;
    }

    private static string Read(string variable) => Environment.GetEnvironmentVariable(variable)
        ?? throw new InvalidOperationException($"{variable} is not set: the worker command is for the parent of --workers only.");
}
