using TypedTasks.Transport;

namespace TypedTasks.Hosting.Tests;

/// <summary>What went over a transport.</summary>
internal sealed class SentMessages
{
    private readonly List<TaskMessage> all = [];

    public IReadOnlyList<TaskMessage> All => all;

    public ITransport Over(ITransport inner) => new PassingTransport(inner)
    {
        Sending = (messages, cancellationToken) =>
        {
            all.AddRange(messages);
            return inner.SendAsync(messages, cancellationToken);
        },
    };
}
