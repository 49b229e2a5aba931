namespace TypedTasks;

/// <summary>One of the answers that a link to an event offers.</summary>
/// <typeparam name="T">What is said.</typeparam>
/// <param name="Label">What people read on the button, up to 100 characters. Whoever has the link can read it.</param>
/// <param name="Value">What is said when it is pressed. Whoever has the link can read it.</param>
public sealed record EventChoice<T>(string Label, T Value);
