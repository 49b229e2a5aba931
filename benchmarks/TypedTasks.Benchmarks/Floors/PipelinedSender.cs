using Amqp;
using Amqp.Framing;

namespace TypedTasks.Benchmarks;

/// <summary>Sends one message after the other and has as many unanswered as the transport would.</summary>
internal sealed class PipelinedSender(SenderLink link)
{
    private const int MaxInFlight = 100;

    private readonly SemaphoreSlim places = new(MaxInFlight);

    public async Task SendAsync(int count, int hops)
    {
        for (var i = 0; i < count; i++)
        {
            await places.WaitAsync();
            link.Send(BareMessages.Create(hops), null, OnOutcome, this);
        }

        for (var i = 0; i < MaxInFlight; i++)
            await places.WaitAsync();
        places.Release(MaxInFlight);
    }

    private static void OnOutcome(ILink link, Message message, Outcome outcome, object state)
    {
        if (outcome is not Accepted)
            Environment.FailFast($"The broker answered {outcome} to a send.");
        ((PipelinedSender)state).places.Release();
    }
}
