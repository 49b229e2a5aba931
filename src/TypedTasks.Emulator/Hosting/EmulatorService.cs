using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TypedTasks.Emulator.Hosting;

/// <summary>
/// The emulator of a host: it starts when something asks for it, at the latest before any other service does, and ends
/// after all of them, because they may have last words to send.
/// </summary>
internal sealed class EmulatorService(IOptions<ServiceBusEmulatorOptions> options, ILoggerFactory? loggers = null, TimeProvider? time = null)
    : IHostedLifecycleService, IDisposable
{
    private readonly Lazy<ServiceBusEmulator> emulator = new(() => Start(options.Value, loggers, time));

    public ServiceBusEmulator Emulator => emulator.Value;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _ = Emulator;
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (emulator.IsValueCreated)
            await emulator.Value.DisposeAsync();
    }

    public void Dispose()
    {
        if (emulator.IsValueCreated)
            emulator.Value.Dispose();
    }

    private static ServiceBusEmulator Start(ServiceBusEmulatorOptions options, ILoggerFactory? loggers, TimeProvider? time)
    {
        options.LoggerFactory ??= loggers;
        if (time is not null && options.TimeProvider == TimeProvider.System)
            options.TimeProvider = time;
        return ServiceBusEmulator.Start(options);
    }
}
