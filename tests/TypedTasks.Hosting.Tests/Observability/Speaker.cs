using Microsoft.Extensions.Logging;

namespace TypedTasks.Hosting.Tests;

/// <summary>A service that knows nothing of tasks, and logs.</summary>
public sealed class Speaker : IAsyncDisposable
{
    private readonly ILogger<Speaker> logger;

    public Speaker(ILogger<Speaker> logger)
    {
        this.logger = logger;
        logger.LogInformation("made");
    }

    public async Task SpeakAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        await Task.Run(() => logger.LogInformation("on a thread of its own"), cancellationToken);
        logger.LogInformation("after a wait");
    }

    public ValueTask DisposeAsync()
    {
        logger.LogInformation("disposed");
        return default;
    }
}
