using System.Text;

namespace TypedTasks.Generators.Models;

/// <summary>What generated code is called after an assembly.</summary>
internal static class AssemblyNames
{
    private const string Suffix = "Tasks";

    /// <summary>
    /// The call that adds its tasks: the name without what an identifier cannot hold, each part with a capital, and without a trailing Tasks, which
    /// the call adds. <c>Shop.Core</c> and <c>ShopCore</c> share one.
    /// </summary>
    public static string Method(string assembly)
    {
        var letters = new StringBuilder("Add");
        var startsWord = true;
        foreach (var c in assembly)
        {
            var isPart = char.IsLetterOrDigit(c) || c == '_';
            if (isPart)
                letters.Append(startsWord ? char.ToUpperInvariant(c) : c);
            startsWord = !isPart;
        }

        if (letters.Length < 3 + Suffix.Length || letters.ToString(letters.Length - Suffix.Length, Suffix.Length) != Suffix)
            letters.Append(Suffix);
        return letters.ToString();
    }

    /// <summary>What classes begin with: of no two assemblies the same.</summary>
    public static string Prefix(string assembly)
    {
        var letters = new StringBuilder();
        if (assembly.Length == 0 || !char.IsLetter(assembly[0]))
            letters.Append('_');
        // The registry of I would be called as the interface that it implements.
        var isPlain = letters.Length == 0 && assembly != "I";
        foreach (var c in assembly)
        {
            letters.Append(char.IsLetterOrDigit(c) ? c : '_');
            isPlain &= char.IsLetterOrDigit(c) || c == '.';
        }

        return isPlain ? letters.ToString() : $"{letters}_{CSharpText.Hash(assembly):x8}";
    }

    /// <summary>The class of the call, in <c>Microsoft.Extensions.DependencyInjection</c>.</summary>
    public static string ExtensionClass(string assembly) => $"{Prefix(assembly)}TaskExtensions";
}
