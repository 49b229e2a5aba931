using System.Threading.Channels;
using Amqp;
using Amqp.Framing;
using Amqp.Transactions;
using TypedTasks.ServiceBus;

namespace TypedTasks.Benchmarks;

/// <summary>
/// The second floor, what a chain step cannot cost less than: the bare client receives, and in one transaction sends the next
/// message and completes this one. What is ready at the same moment shares a transaction, as in the transport.
/// </summary>
internal sealed class HandOffs : IAsyncDisposable
{
    private const int MaxHandOffs = 32;

    private readonly BareConnection sending;
    private readonly BareConnection working;
    private readonly PipelinedSender seeds;
    private readonly SenderLink next;
    private readonly BareTransactions transactions;
    private readonly Channel<Message> ready = Channel.CreateUnbounded<Message>();
    private readonly Task[] loops;
    private readonly int chains;
    private readonly int length;
    private TaskCompletionSource done = new();
    private int left;

    private HandOffs(BareConnection sending, BareConnection working, int chains, int length)
    {
        this.sending = sending;
        this.working = working;
        this.chains = chains;
        this.length = length;
        seeds = new(sending.OpenSender(new Target { Address = EmulatorServer.HandOffQueue }));
        next = working.OpenSender(new Target { Address = EmulatorServer.HandOffQueue });
        transactions = new(working.OpenSender(new Coordinator()));
        loops = [.. Enumerable.Range(0, new ServiceBusOptions().MaxTransactionsInFlight).Select(_ => Task.Run(RunLoopAsync))];
        _ = new BareReceiver(working.OpenReceiver(EmulatorServer.HandOffQueue), m => ready.Writer.TryWrite(m));
    }

    public static async Task<HandOffs> OpenAsync(string connectionString, int chains, int length) => new(
        await BareConnection.OpenAsync(connectionString), await BareConnection.OpenAsync(connectionString), chains, length);

    public async Task RunAsync()
    {
        done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        left = chains;
        await seeds.SendAsync(chains, hops: length - 1);
        await done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        ready.Writer.Complete();
        await Task.WhenAll(loops);
        await sending.DisposeAsync();
        await working.DisposeAsync();
    }

    private async Task RunLoopAsync()
    {
        // Declared ahead, so that no hand-off waits for it.
        var declared = transactions.DeclareAsync();
        while (await ready.Reader.WaitToReadAsync())
        {
            var group = new List<HandOffDelivery>();
            while (group.Count < MaxHandOffs && ready.Reader.TryRead(out var message))
                group.Add(new(message));
            if (group.Count == 0)
                continue;
            var id = await declared;
            declared = transactions.DeclareAsync();
            var ended = await EnlistAsync(group, id);
            await transactions.CommitAsync(id);
            if (ended > 0 && Interlocked.Add(ref left, -ended) == 0)
                done.SetResult();
        }
    }

    /// <summary>Sends and completes in the transaction; returns how many chains end with it.</summary>
    private async Task<int> EnlistAsync(List<HandOffDelivery> group, byte[] id)
    {
        var round = new HandOffRound();
        var sendState = new TransactionalState { TxnId = id };
        var completion = new TransactionalState { TxnId = id, Outcome = new Accepted() };
        var ended = 0;
        foreach (var handOff in group)
        {
            var hops = BareMessages.Hops(handOff.Message);
            if (hops > 0)
            {
                round.Begin();
                next.Send(BareMessages.Create(hops - 1), sendState, static (_, _, _, state) => ((HandOffRound)state).End(), round);
            }
            else
            {
                ended++;
            }

            handOff.CompleteIn(working.Session, completion, round);
        }

        round.End();
        await round.Completion;
        return ended;
    }
}
