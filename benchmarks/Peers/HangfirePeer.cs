using Hangfire;
using Hangfire.InMemory;
using Hangfire.Logging;
using Hangfire.Logging.LogProviders;

namespace Peers;

/// <summary>Hangfire with its storage in memory. It has continuations, and nothing that waits for a group.</summary>
internal sealed class HangfirePeer : IPeer
{
    private BackgroundJobServer server = null!;
    private BackgroundJobClient client = null!;

    public Task StartAsync()
    {
        LogProvider.SetCurrentLogProvider(new NoLogProvider());
        var storage = new InMemoryStorage();
        GlobalConfiguration.Configuration.UseStorage(storage);
        client = new(storage);
        server = new(new BackgroundJobServerOptions { WorkerCount = Environment.ProcessorCount * 5, SchedulePollingInterval = TimeSpan.FromSeconds(1) }, storage);
        return Task.CompletedTask;
    }

    public async Task NoOpsAsync(int count)
    {
        var done = Countdown.StartAsync(count);
        Parallel.For(0, count, i => client.Enqueue(() => Jobs.NoOp(i)));
        await done;
    }

    public async Task StepsAsync(int count)
    {
        var done = Countdown.StartAsync(count);
        Parallel.For(0, count / 10, i =>
        {
            var id = client.Enqueue(() => Jobs.NoOp(i));
            for (var n = 1; n < 10; n++)
                id = client.ContinueJobWith(id, () => Jobs.NoOp(i));
        });
        await done;
    }

    public Task? MembersAsync(int count) => null;

    public ValueTask DisposeAsync()
    {
        server.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class NoLogProvider : ILogProvider
    {
        public ILog GetLogger(string name) => new NoLog();

        private sealed class NoLog : ILog
        {
            public bool Log(LogLevel logLevel, Func<string>? messageFunc, Exception? exception = null) => false;
        }
    }
}

public static class Jobs
{
    public static void NoOp(int number) => Countdown.Signal();
}
