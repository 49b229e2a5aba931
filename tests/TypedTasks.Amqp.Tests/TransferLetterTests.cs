using TypedTasks.Transport;
using TypedTasks.Transports.Tests.Flows;
using static TypedTasks.Transports.Tests.Flows.LargeSteps.Tasks;

namespace TypedTasks.Transports.Tests;

/// <summary>What the broker could not forward when a transaction was committed. The official client is refused before that.</summary>
public sealed class TransferLetterTests
{
    private const string Main = QueueNames.Default;
    private static readonly ReceiverOptions Few = new(1, 0);
    private static readonly CancellationToken Deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    [Fact]
    public async Task A_replayed_transfer_letter_goes_to_the_queue_of_its_step()
    {
        await using var site = await ClientSite.StartAsync();
        await site.Client.SendAsync(Elsewhere("x"), Deadline);
        await site.Transport.SendAsync([TestBroker.NewMessage("cause", Main)], Deadline);
        await using (var other = await site.Transport.OpenReceiverAsync(LedgerSteps.Other, Few, Deadline))
        await using (var main = await site.Transport.OpenReceiverAsync(Main, Few, Deadline))
        {
            var step = (await other.ReceiveAsync(Deadline))!;
            var lost = new TaskMessage
            {
                Id = step.Message.Id,
                Queue = "absent",
                FlowId = step.Message.FlowId,
                Subject = step.Message.Subject,
                Step = step.Message.Step,
                Body = step.Message.Body,
            };
            await (await main.ReceiveAsync(Deadline))!.CompleteAsync([lost]);
            await step.CompleteAsync([]);
        }

        Assert.Equal(1, site.Emulator.GetCounts(Main).TransferDeadLetter);
        var report = await site.Client.ReplayDeadLettersAsync(Main, cancellationToken: Deadline);
        Assert.Equal(1, report.Replayed);
        Assert.Equal((0, 0), (site.Emulator.GetCounts(Main).TransferDeadLetter, site.Emulator.GetCounts(Main).Active));
        Assert.Equal(1, site.Emulator.GetCounts(LedgerSteps.Other).Active);
    }
}
