using Microsoft.Extensions.Hosting;

namespace CodeAtlas;

/// <summary>Leaves signals alone: the run cancels its flow first, and workers end with the process that started them.</summary>
internal sealed class SilentLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
