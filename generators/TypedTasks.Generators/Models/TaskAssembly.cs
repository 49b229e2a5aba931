namespace TypedTasks.Generators.Models;

/// <summary>The assembly that is compiled.</summary>
/// <param name="Name">Its name.</param>
/// <param name="JsonContexts">The contexts named by <c>[assembly: TaskJsonContext]</c>, as C#.</param>
internal sealed record TaskAssembly(string Name, EquatableArray<string> JsonContexts)
{
    /// <summary>The name without what an identifier cannot hold, and without a trailing Tasks, which the call adds.</summary>
    public string Identifier
    {
        get
        {
            var letters = new string([.. Name.Where(static c => char.IsLetterOrDigit(c) || c == '_')]);
            return letters.EndsWith("Tasks", StringComparison.Ordinal) ? letters.Substring(0, letters.Length - 5) : letters;
        }
    }

    public string ExtensionMethod => $"Add{Identifier}Tasks";

    public string ExtensionClass => $"{Prefix}TaskExtensions";

    public string RegistryClass => $"{Prefix}TaskRegistry";

    public string JsonTypesClass => $"{Prefix}TaskJsonTypes";

    private string Prefix => Identifier.Length > 0 && char.IsDigit(Identifier[0]) ? "_" + Identifier : Identifier;
}
