using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedTasks.Generators.Parsing;

/// <summary>Which C# generated code is written in. TT0017 asks for more; below this it would add errors of its own, in files that nobody wrote.</summary>
internal static class Language
{
    public static bool Reads(Compilation compilation) => ((CSharpCompilation)compilation).LanguageVersion >= LanguageVersion.CSharp12;
}
