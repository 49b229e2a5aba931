using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Generators;

/// <summary>Small pieces of C# text.</summary>
internal static class CSharpText
{
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || name == "await" ? "@" + name : name;

    /// <summary>A type's name: contextual keywords such as <c>record</c> are refused there.</summary>
    public static string TypeIdentifier(string name) =>
        SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : Identifier(name);

    /// <summary>The text with an underscore for what an identifier cannot hold.</summary>
    public static string PlainIdentifier(string text)
    {
        var letters = text.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if (!SyntaxFacts.IsIdentifierPartCharacter(letters[i]))
                letters[i] = '_';
        }

        var name = new string(letters);
        return SyntaxFacts.IsIdentifierStartCharacter(name[0]) ? name : "_" + name;
    }

    public static string Literal(string? text) => text is null ? "null" : SymbolDisplay.FormatLiteral(text, quote: true);

    /// <summary>The name, or with the first number from 2 that makes it free.</summary>
    public static string Unused(string name, IEnumerable<string> taken)
    {
        var set = new HashSet<string>(taken, StringComparer.Ordinal);
        var free = name;
        for (var i = 2; set.Contains(free); i++)
            free = name + i;
        return free;
    }

    /// <summary>FNV-1a: the same on every machine, unlike a string's own hash.</summary>
    public static uint Hash(string text)
    {
        var hash = 2166136261u;
        foreach (var c in text)
            hash = unchecked((hash ^ c) * 16777619u);
        return hash;
    }
}
