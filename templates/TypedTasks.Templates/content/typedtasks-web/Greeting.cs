namespace WebSpace;

/// <summary>How a flow stands, and what has become of it.</summary>
public sealed record Greeting(string State, string? Text);
