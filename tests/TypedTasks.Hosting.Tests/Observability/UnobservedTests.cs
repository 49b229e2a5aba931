using TypedTasks.Hosting.Observability;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Hosting.Tests;

[Collection(ListeningCollection.Name)]
public sealed class UnobservedTests
{
    [Fact]
    public void Where_nobody_listens_nothing_is_allocated()
    {
        var tracing = new FlowTracing();
        var delivery = new SomeDelivery();
        var step = new StepRecord("0", "sums.one", StepState.Retrying, 0, "worker", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, null, null);
        var member = new RecordMember(new("flow", 0), "0", 0, 2, default);
        Observe(); // What is made once, is made now.

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            Observe();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Observe()
        {
            using var sent = FlowTracing.StartSend();
            tracing.Sending(sent, delivery.Message);
            StepMetrics.Taken(delivery, TimeProvider.System);
            using var process = tracing.StartProcess(delivery);
            Assert.Null(process);
            Assert.Same(delivery.Message.TraceParent, FlowTracing.Parent(delivery.Message));
            Assert.False(FlowTracing.WantsLinks(FlowValue.Joined("0", 2)));
            FlowTracing.Fail("System.Exception");
            StepMetrics.Ended(step, "work");
            StepMetrics.Failed("sums.one", "System.Exception");
            using var settle = tracing.StartSettle(delivery.Message, process, deadLetters: false);
            Assert.Null(FlowTracing.Trace(member));
            StepMetrics.HandedOff("work", 1);
        }
    }

    private sealed class SomeDelivery : IDelivery
    {
        public TaskMessage Message { get; } = new()
        {
            Id = "id",
            Queue = "work",
            FlowId = "flow",
            Subject = "sums.one",
            Step = "0",
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Body = default,
        };

        public int DeliveryCount => 0;

        public DateTimeOffset? EnqueuedAt => DateTimeOffset.UnixEpoch;

        public CancellationToken LockLost => CancellationToken.None;

        public ValueTask CompleteAsync(IReadOnlyList<TaskMessage> messages) => default;

        public ValueTask AbandonAsync() => default;

        public ValueTask DeadLetterAsync(string reason, string description) => default;
    }
}
