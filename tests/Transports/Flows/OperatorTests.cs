using TypedTasks.Transport;
using static TypedTasks.Transports.Tests.Flows.LargeSteps.Tasks;

namespace TypedTasks.Transports.Tests.Flows;

/// <summary>What an operator does to messages at the broker: takes scheduled ones back, and sends dead letters again.</summary>
public sealed class OperatorTests
{
    private const string Main = QueueNames.Default;
    private static readonly ReceiverOptions Few = new(4, 0);
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public async Task Cancelling_a_flow_that_waits_takes_its_message_out_of_the_queue()
    {
        await using var site = await ClientSite.StartAsync();
        var handle = await site.Client.EnqueueAsync(Fill(1).WithDelay(TimeSpan.FromHours(1)), Deadline);
        await site.Client.EnqueueAsync(Fill(2).WithDelay(TimeSpan.FromHours(1)), Deadline);
        Assert.Equal(2, site.Emulator.GetCounts(Main).Scheduled);
        Assert.Equal(FlowState.Cancelled, await handle.CancelAsync(Deadline));
        Assert.Equal(1, site.Emulator.GetCounts(Main).Scheduled);
    }

    [Fact]
    public async Task A_number_that_means_another_message_by_now_takes_nothing_back()
    {
        await using var site = await ClientSite.StartAsync();
        var due = DateTimeOffset.UtcNow.AddHours(1);
        var number = await site.Transport.ScheduleAsync(TestBroker.NewMessage("mine", Main, notBefore: due), Deadline);
        Assert.False(await site.Transport.CancelScheduledAsync(Main, "another", number!.Value, Deadline));
        Assert.Equal(1, site.Emulator.GetCounts(Main).Scheduled);
        Assert.True(await site.Transport.CancelScheduledAsync(Main, "mine", number.Value, Deadline));
        Assert.Equal(0, site.Emulator.GetCounts(Main).Scheduled);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_replayed_letter_leaves_its_queue_with_the_message_that_takes_its_place(bool usesTransactions)
    {
        await using var site = await ClientSite.StartAsync(usesTransactions);
        await BuryAsync(site);
        var report = await site.Client.ReplayDeadLettersAsync(Main, cancellationToken: Deadline);
        Assert.Equal((1, 0), (report.Replayed, report.Skipped.Count));
        Assert.Equal((1, 0), (site.Emulator.GetCounts(Main).Active, site.Emulator.GetCounts(Main).DeadLetter));
        await using var receiver = await site.Transport.OpenReceiverAsync(Main, Few, Deadline);
        Assert.Contains("\"gen\":1", System.Text.Encoding.UTF8.GetString((await receiver.ReceiveAsync(Deadline))!.Message.Body.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_without_transactions_that_breaks_off_before_it_settles_sends_the_same_id_again()
    {
        await using var site = await ClientSite.StartAsync(usesTransactions: false);
        await BuryAsync(site);
        site.Fragile.EndsBeforeItSettles = true;
        await Assert.ThrowsAsync<TransportException>(
            async () => await site.Client.ReplayDeadLettersAsync(Main, cancellationToken: Deadline));
        Assert.Equal((1, 1), (site.Emulator.GetCounts(Main).Active, site.Emulator.GetCounts(Main).DeadLetter));

        site.Fragile.EndsBeforeItSettles = false;

        // Its lock runs out by itself; receiving waits for that.
        var report = await site.Client.ReplayDeadLettersAsync(Main, cancellationToken: Deadline);
        Assert.Equal(1, report.Replayed);
        Assert.Equal((1, 0), (site.Emulator.GetCounts(Main).Active, site.Emulator.GetCounts(Main).DeadLetter));
    }

    private static async Task BuryAsync(ClientSite site)
    {
        await site.Client.SendAsync(Fill(1) | Length(), Deadline);
        await using var receiver = await site.Transport.OpenReceiverAsync(Main, Few, Deadline);
        await (await receiver.ReceiveAsync(Deadline))!.DeadLetterAsync("Test", "On purpose.");
    }
}
