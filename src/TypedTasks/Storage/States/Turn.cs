namespace TypedTasks.Storage;

/// <summary>The place of a flow's generation in the line of its key (<c>InTurn</c>): it waits there, or it is under way.</summary>
/// <param name="Key">The key of the line.</param>
/// <param name="Flow">The flow, in the generation that has the place.</param>
/// <param name="Limit">How many flows with the key may be under way when this one begins, itself included.</param>
/// <param name="IsHeld">Whether its turn has come: it is under way, and keeps the place until it has ended.</param>
public sealed record Turn(string Key, FlowKey Flow, int Limit, bool IsHeld)
{
    /// <summary>The origin (<see cref="OwedMessage.Origin"/>) of the messages that wait for the turn of a generation.</summary>
    /// <param name="flow">The flow, in that generation.</param>
    public static string OriginOf(FlowKey flow) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"turn:{flow.Generation}");
}
