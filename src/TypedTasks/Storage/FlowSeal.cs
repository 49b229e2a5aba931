namespace TypedTasks.Storage;

/// <summary>
/// What tells a flow from every other one, of the same id too: each message of the flow carries it and each write for the flow repeats it. A store records nothing
/// under another one, so a message that was forged, or is left over from an earlier flow of the id, may run code and changes nothing.
/// </summary>
/// <param name="Nonce">The nonce of the acceptance; empty for a message that carries none, and for a flow that was accepted without.</param>
/// <param name="PlanHash">The SHA-256 of the plan, in lower-case hex.</param>
public readonly record struct FlowSeal(string Nonce, string PlanHash)
{
    /// <summary>Whether a write under another seal may be recorded. Flows that an earlier version accepted have no nonce, and take every one.</summary>
    /// <param name="other">The seal of the write.</param>
    public bool Admits(FlowSeal other) => Nonce.Length == 0 || this == other;
}
