using Amqp;
using Amqp.Framing;
using Amqp.Transactions;

namespace TypedTasks.Benchmarks;

/// <summary>Declares and commits transactions on a link of its own.</summary>
internal sealed class BareTransactions(SenderLink coordinator)
{
    public async Task<byte[]> DeclareAsync() => ((Declared)await SendAsync(new Declare())).TxnId;

    public async Task CommitAsync(byte[] id)
    {
        if (await SendAsync(new Discharge { TxnId = id }) is not Accepted)
            Environment.FailFast("The broker rolled a transaction back.");
    }

    private Task<Outcome> SendAsync(object request)
    {
        var answer = new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        coordinator.Send(new Message { BodySection = new AmqpValue { Value = request } }, null, OnOutcome, answer);
        return answer.Task;
    }

    private static void OnOutcome(ILink link, Message message, Outcome outcome, object state) =>
        ((TaskCompletionSource<Outcome>)state).SetResult(outcome);
}
