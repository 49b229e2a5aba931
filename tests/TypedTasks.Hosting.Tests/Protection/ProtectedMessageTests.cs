using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TypedTasks.Security;
using TypedTasks.Storage;
using TypedTasks.Testing;
using TypedTasks.Transport;
using static TypedTasks.Hosting.Tests.Ledger.Tasks;

namespace TypedTasks.Hosting.Tests.Protection;

/// <summary>Processes with a protector, without one, and with another key meet over one broker and one store.</summary>
public sealed class ProtectedMessageTests
{
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(10)).Token;

    [Fact]
    public async Task What_lies_in_clear_from_before_is_read()
    {
        // Message, plan, outcomes of members, a large value and a failure: half of a flow is written without a protector.
        await using var before = await StartAsync(null);
        var chord = await before.Client.EnqueueAsync(Group.Of(Give(1, new string('a', 60_000)), Give(2, "b").WithDelay(TimeSpan.FromHours(1))) | Sum(label: "c"), Deadline);
        var failing = await before.Client.EnqueueAsync(Give(Ledger.Bad, "a") | Throw(), Deadline);
        await before.RunUntilIdleAsync(Deadline);
        await using var after = await StartAsync(new PlainProtector(), before);
        Assert.Equal("no", (await after.Client.GetAsync(failing.FlowId, Deadline)).Flow.Failure!.Message);
        Assert.Equal(3, (await after.RunAsync(after.Client.GetHandle<Amount>(chord.FlowId), Deadline)).Number);
    }

    [Fact]
    public async Task A_worker_without_a_protector_leaves_a_message_to_others_for_its_grace()
    {
        await using var host = await StartAsync(new PlainProtector());
        var handle = await host.Client.EnqueueAsync(Give(1, "a") | Plus(label: "b"), Deadline);
        await using var other = await StartAsync(null, host);
        await other.RunUntilIdleAsync(Deadline);
        Assert.Equal((0, 1), (host.Transport.Count(QueueNames.Default).Active, host.Transport.Count(QueueNames.Default).Scheduled));
        Assert.Equal(2, (await host.RunAsync(handle, Deadline)).Number);
    }

    [Theory]
    [InlineData(false, "NoValueProtector", "this worker has no value protector: configure the one that the sender has, UseDataProtection()")]
    [InlineData(true, "ProtectionFailed", "the value protector of this worker cannot read it: The key was not found.")]
    public async Task After_its_grace_it_is_a_dead_letter_that_says_why_and_its_flow_fails_by_it(bool hasOtherKey, string reason, string text)
    {
        await using var host = await StartAsync(new PlainProtector());

        // From then on its upkeep looks at the queue.
        await host.RunAsync(Give(1, "first"), Deadline);
        var handle = await host.Client.EnqueueAsync(Give(1, "a") | Plus(label: "b"), Deadline);
        await using var other = await StartAsync(hasOtherKey ? new PlainProtector(key: 7) : null, host);
        await other.AdvanceAsync(TimeSpan.FromMinutes(15), Deadline);
        var letter = Assert.Single((await host.Transport.PeekDeadLettersAsync(QueueNames.Default, null, Deadline)).Messages);
        Assert.Equal(reason, letter.Reason);
        Assert.Contains(text, letter.Description, StringComparison.Ordinal);
        Assert.Equal(FlowState.Running, (await handle.GetStatusAsync(Deadline)).State);
        var failed = await Assert.ThrowsAsync<TaskFailedException>(() => host.RunAsync(handle, Deadline));
        Assert.Contains(reason, failed.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await host.Client.ReplayDeadLettersAsync(QueueNames.Default, null, Deadline)).Replayed);
        Assert.Equal(2, (await host.RunAsync(handle, Deadline)).Number);
    }

    [Fact]
    public async Task A_message_that_was_altered_is_told_as_such()
    {
        await using var host = await StartAsync(new PlainProtector());
        var sent = new SentMessages();
        await using (var client = await StartAsync(new PlainProtector(), host, sent.Over(host.Transport)))
            await client.Client.SendAsync(Give(1, "a"), Deadline);
        var body = sent.All[0].Body.ToArray();
        body[^3] ^= 1;
        await host.Transport.SendAsync([sent.All[0] with { Id = "altered", Body = body }], Deadline);
        await host.AdvanceAsync(TimeSpan.FromMinutes(15), Deadline);
        var letter = Assert.Single((await host.Transport.PeekDeadLettersAsync(QueueNames.Default, null, Deadline)).Messages);
        Assert.Equal("ProtectionFailed", letter.Reason);
        Assert.Contains("The payload was altered.", letter.Description, StringComparison.Ordinal);
        Assert.Single(host.Steps);
    }

    [Fact]
    public async Task Without_a_protector_flows_are_listed_and_what_cannot_be_read_says_so()
    {
        await using var host = await StartAsync(new PlainProtector());
        var succeeded = await host.Client.EnqueueAsync(Give(1, "a") | Plus(label: "b"), Deadline);
        var failing = await host.Client.EnqueueAsync(Give(Ledger.Bad, "a") | Throw(), Deadline);
        var late = await host.Client.EnqueueAsync(Group.Of(Give(1, "a"), Give(2, "b").WithDelay(TimeSpan.FromDays(6))) | Sum(label: "c"), Deadline);
        await host.RunUntilIdleAsync(Deadline);
        await using var other = await StartAsync(null, host);
        var flows = new List<FlowSummary>();
        await foreach (var flow in other.Client.ListAsync(cancellationToken: Deadline))
            flows.Add(flow);
        Assert.Equal(3, flows.Count);
        Assert.Equal("TypedTasks.Protected", flows.Single(f => f.FlowId == failing.FlowId).Failure!.Type);
        Assert.Equal("ledger.throw", (await other.Client.GetAsync(failing.FlowId, Deadline)).Steps.Single(static s => s.State == StepState.Failed).Task);
        var unread = await Assert.ThrowsAsync<TaskResultException>(() => other.Client.GetHandle<Amount>(succeeded.FlowId).WaitAsync(Deadline).AsTask());
        Assert.Contains("has no value protector (UseValueProtector, UseDataProtection)", unread.Message, StringComparison.Ordinal);

        // Its upkeep ends what is past its deadline all the same.
        await other.AdvanceAsync(TimeSpan.FromDays(8), Deadline);
        Assert.Equal(FlowState.Failed, (await late.GetStatusAsync(Deadline)).State);
    }

    [Fact]
    public async Task A_value_in_the_store_that_cannot_be_read_is_a_dead_letter_and_no_blame_of_the_task()
    {
        await using var host = await StartAsync(new PlainProtector());
        var handle = await host.Client.EnqueueAsync(Give(1, "a") | Plus(label: new string('b', 600)), Deadline);

        // The key of the store alone is lost: the message is in clear, as before values were protected.
        await using var clear = await StartAsync(null, host);
        var letters = await host.Transport.PeekDeadLettersAsync(QueueNames.Default, null, Deadline);
        Assert.Empty(letters.Messages);
        await using var receiver = await host.Transport.OpenReceiverAsync(QueueNames.Default, new(1, 0), Deadline);
        var delivery = (await receiver.ReceiveAsync(Deadline))!;
        var body = new PlainProtector().Unprotect(delivery.Message.Body.Span[4..]);
        await delivery.CompleteAsync([delivery.Message with { Id = "clear", Body = body }]);
        await clear.RunUntilIdleAsync(Deadline);
        var letter = Assert.Single((await host.Transport.PeekDeadLettersAsync(QueueNames.Default, null, Deadline)).Messages);
        Assert.Equal("ProtectionFailed", letter.Reason);
        Assert.Contains("The plan of the flow cannot be read. It is protected", letter.Description, StringComparison.Ordinal);
        Assert.Equal(FlowState.Running, (await handle.GetStatusAsync(Deadline)).State);
    }

    [Fact]
    public async Task What_is_owed_is_sent_by_whoever_cannot_read_it()
    {
        await using var host = await StartAsync(new PlainProtector());
        var away = new PassingTransport(host.Transport) { Sending = static (_, _) => throw new TransportException("away") };
        await using var client = await StartAsync(new PlainProtector(), host, away);
        var handle = await client.Client.EnqueueAsync(Give(1, "a") | Plus(label: "b"), Deadline);
        await using var upkeep = await StartAsync(null, host);
        await upkeep.AdvanceAsync(TimeSpan.FromMinutes(4), Deadline);
        Assert.Equal(2, (await host.RunAsync(host.Client.GetHandle<Amount>(handle.FlowId), Deadline)).Number);
    }

    private static Task<TaskTestHost> StartAsync(IValueProtector? protector, TaskTestHost? beside = null, ITransport? transport = null) => TaskTestHost.StartAsync(
        builder =>
        {
            builder.AddTypedTasksHostingTestsTasks();
            if (protector is not null)
                builder.UseValueProtector(protector);
            var services = builder.Services;
            if (beside is not null)
            {
                // One broker, one store, one clock.
                services.Replace(ServiceDescriptor.Singleton(beside.Time));
                services.Replace(ServiceDescriptor.Singleton(beside.Transport));
                services.Replace(ServiceDescriptor.Singleton(beside.Store));
                services.Replace(ServiceDescriptor.Singleton<ITransport>(transport ?? beside.Transport));
                services.Replace(ServiceDescriptor.Singleton<ITaskStore>(beside.Store));
            }
        },
        Deadline);
}
