namespace TypedTasks;

/// <summary>Who asks for something, and why. People read it later, so it says what a colleague wants to know.</summary>
/// <param name="Actor">Who: a name, an address, a service; 1 to 200 characters.</param>
/// <param name="Reason">Why; up to 500 characters.</param>
public sealed record ControlNote(string Actor, string Reason);
