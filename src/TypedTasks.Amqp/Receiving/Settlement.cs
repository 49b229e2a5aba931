using Amqp.Framing;
using Amqp.Types;
using TypedTasks.Amqp.Wire;
using TypedTasks.ServiceBus.Wire;

namespace TypedTasks.Amqp.Receiving;

/// <summary>A way to settle a message, as an outcome on its link and as a status on the management node.</summary>
internal sealed class Settlement
{
    private const int LongestDescription = 4096;
    private static readonly Symbol ReasonKey = new(MessageNames.DeadLetterReason);
    private static readonly Symbol DescriptionKey = new(MessageNames.DeadLetterDescription);

    private Settlement(string status, Outcome outcome)
    {
        Status = status;
        Outcome = outcome;
    }

    public static Settlement Complete { get; } = new("completed", new Accepted());

    public static Settlement Abandon { get; } = new("abandoned", new Modified());

    public string Status { get; }

    public Outcome Outcome { get; }

    public string? Reason { get; private init; }

    public string? Description { get; private init; }

    public static Settlement DeadLetter(string reason, string description)
    {
        var text = description.Length <= LongestDescription ? description : description[..LongestDescription];
        var info = new Fields { [ReasonKey] = reason, [DescriptionKey] = text };
        var outcome = new Rejected { Error = new(BrokerCondition.DeadLetter) { Info = info } };
        return new("suspended", outcome) { Reason = reason, Description = text };
    }
}
