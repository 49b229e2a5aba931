namespace TypedTasks.Tests.Arity;

/// <summary>What exists once for each length of a tuple is what its template says.</summary>
public sealed class ArityTests
{
    private static readonly IReadOnlyList<string> Names =
        [.. Directory.GetFiles(Repository.At("build/arity"), "*.template").Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Templates => [.. Names];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Every_file_is_what_its_template_says(string template)
    {
        foreach (var (path, text) in Expand(template))
        {
            var file = Repository.At(path);
            if (Setting.Accepts)
                File.WriteAllText(file, text);
            Assert.True(
                File.Exists(file) && File.ReadAllText(file).ReplaceLineEndings("\n") == text,
                $"{path} is not what build/arity/{template} says: change the template and run this test with TYPEDTASKS_ACCEPT=1.");
        }
    }

    [Fact]
    public void Every_file_of_the_folders_has_a_template() => Assert.Equal(
        Directory.GetDirectories(Repository.At("src"), "Arity", SearchOption.AllDirectories).SelectMany(Directory.GetFiles)
            .Select(static f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal),
        Names.SelectMany(Expand).Select(static f => f.Path).Order(StringComparer.Ordinal));

    [Fact]
    public void A_template_repeats_lists_lines_and_blocks()
    {
        var (path, text) = Assert.Single(ArityTemplate.Parse("$file a/b.cs\nbegin\n$arity\n$n of (${T#}) ${2..m x#- ~  + }\n$each   is #\n$each 2..m   from #- to #\n$end\nend\n").Expand());
        Assert.Equal("a/b.cs", path);
        Assert.StartsWith("begin\n2 of (T1, T2) \n  is 1\n  is 2\n\n3 of (T1, T2, T3) x1\n  is 1\n  is 2\n  is 3\n  from 1 to 2\n\n4 of (T1, T2, T3, T4) x1 + x2\n", text, StringComparison.Ordinal);
        Assert.EndsWith("  from 5 to 6\nend\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_with_an_arity_in_its_name_makes_a_file_for_each() => Assert.Equal(
        [("b2.cs", "(T1, T2)\n"), ("b3.cs", "(T1, T2, T3)\n")],
        ArityTemplate.Parse("$file b$n.cs\n(${T#})\n").Expand().Take(2));

    private static IEnumerable<(string Path, string Text)> Expand(string template) =>
        ArityTemplate.Parse(File.ReadAllText(Repository.At($"build/arity/{template}"))).Expand();
}
