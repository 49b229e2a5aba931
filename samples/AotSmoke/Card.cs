namespace AotSmoke;

/// <summary>One line of the contact sheet.</summary>
internal sealed record Card(string Text);
