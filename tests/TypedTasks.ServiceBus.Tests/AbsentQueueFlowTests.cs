using TypedTasks.Transports.Tests.Flows;
using static TypedTasks.Transports.Tests.Flows.LargeSteps.Tasks;

namespace TypedTasks.ServiceBus.Tests;

/// <summary>A step whose successor has no queue: its flow fails, and says which queue is missing.</summary>
public sealed class AbsentQueueFlowTests
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public async Task A_flow_whose_next_queue_does_not_exist_fails_and_names_it()
    {
        await using var site = await SmallSite.StartAsync();
        var handle = await site.Client.EnqueueAsync(Fill(3) | Length().OnQueue("absent"), Deadline);
        var e = await Assert.ThrowsAsync<TaskFailedException>(async () => await handle.WaitAsync(Deadline));
        Assert.Equal("TypedTasks.HandOffRefused", e.Failure.Type);
        Assert.Contains("Queue 'absent' does not exist", e.Failure.Message, StringComparison.Ordinal);
    }
}
