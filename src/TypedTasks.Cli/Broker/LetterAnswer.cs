using TypedTasks.Operations;
using TypedTasks.Transport;

namespace TypedTasks.Cli.Broker;

/// <summary>A dead letter as <c>dead-letters peek --json</c> writes it. What it carries is not told: it holds arguments.</summary>
internal sealed record LetterAnswer(string MessageId, string FlowId, string Task, string Step, int? Attempt, string? Reason, string? Description, bool InTransfer, int? Bytes)
{
    public static LetterAnswer Of(DeadLetter letter) => new(
        letter.Message.Id, letter.Message.FlowId, letter.Message.Subject, letter.Message.Step, letter.Message.Attempt, letter.Reason, letter.Description, letter.InTransfer, letter.Message.Body.Length);

    public static LetterAnswer Of(DeadLetterSummary letter) => new(
        letter.MessageId, letter.FlowId, letter.Subject, letter.Step, null, letter.Reason, letter.Description, letter.InTransfer, null);
}
