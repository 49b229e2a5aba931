namespace TypedTasks.Generators.Models;

/// <summary>The assembly that is compiled.</summary>
/// <param name="Name">Its name.</param>
/// <param name="JsonContexts">The contexts named by <c>[assembly: TaskJsonContext]</c>, as C#.</param>
/// <param name="Referenced">The names of assemblies with tasks that it refers to, sorted ordinally.</param>
internal sealed record TaskAssembly(string Name, EquatableArray<string> JsonContexts, EquatableArray<string> Referenced)
{
    public string ExtensionMethod => AssemblyNames.Method(Name);

    public string ExtensionClass => AssemblyNames.ExtensionClass(Name);

    public string RegistryClass => $"{AssemblyNames.Prefix(Name)}TaskRegistry";

    public string JsonTypesClass => $"{AssemblyNames.Prefix(Name)}TaskJsonTypes";
}
