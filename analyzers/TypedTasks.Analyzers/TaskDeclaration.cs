namespace TypedTasks.Analyzers;

/// <summary>A task method as its syntax shows it.</summary>
/// <param name="Type">The metadata name of its class.</param>
/// <param name="Method">Its name.</param>
/// <param name="Name">The name on the wire, as far as the syntax says it.</param>
/// <param name="Aliases">The names that it had before, as far as the syntax says them.</param>
/// <param name="IsNamed">Whether the attribute names it.</param>
/// <param name="IsKnown">Whether the names are spelled there; else one is a constant of some other place.</param>
internal sealed record TaskDeclaration(string Type, string Method, string Name, string[] Aliases, bool IsNamed, bool IsKnown);
