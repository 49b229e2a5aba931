using System.Reflection;
using System.Text.RegularExpressions;
using TypedTasks.Docs.Tests.Harness;

namespace TypedTasks.Docs.Tests;

/// <summary>The list of options is what the code takes, and the XML documentation of each says default and range.</summary>
public sealed partial class OptionsReferenceTests
{
    // Made by the host, for those who write a transport.
    private static readonly string[] NotSet = ["ReceiverOptions"];

    private static readonly IReadOnlyList<PropertyInfo> All = [.. OptionsReference.Types.SelectMany(OptionsReference.Options)];

    [Fact]
    public void The_page_lists_every_option_as_it_is()
    {
        var expected = OptionsReference.Render();
        if (Setting.Accepts)
            Harness.Docs.Write(OptionsReference.Page, expected);
        var found = Harness.Docs.Text(OptionsReference.Page);
        Assert.True(expected == found, $"{OptionsReference.Page} is out of date: run this test with TYPEDTASKS_ACCEPT=1 and read the diff.\n{string.Join('\n', expected.Split('\n').Except(found.Split('\n')))}");
    }

    [Fact]
    public void Every_class_of_options_is_on_the_page()
    {
        var declared = Harness.Docs.Sources("src").SelectMany(static f => PublicOptions().Matches(File.ReadAllText(f))).Select(static m => m.Groups[1].Value).Distinct();
        Assert.Equal(declared.Except(NotSet).Order(StringComparer.Ordinal), OptionsReference.Types.Select(static t => t.Name).Where(static n => n.EndsWith("Options", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_range_says_is_what_is_refused()
    {
        foreach (var option in All)
        {
            if (OptionRanges.Find(OptionsReference.NameOf(option)) is not { } range)
                continue;
            Assert.Contains(range.Says, OptionsReference.Summary(option), StringComparison.OrdinalIgnoreCase);
            Assert.All(range.Refused, v => Assert.False(OptionProbe.Takes(option, v), $"{OptionsReference.NameOf(option)} takes {v}."));
            Assert.All(range.Taken, v => Assert.True(OptionProbe.Takes(option, v), $"{OptionsReference.NameOf(option)} refuses {v}."));
        }
    }

    [Fact]
    public void What_has_no_range_takes_anything()
    {
        foreach (var option in All.Where(static o => OptionProbe.Knows(o.DeclaringType!) && OptionRanges.Find(OptionsReference.NameOf(o)) is null))
        {
            object? extreme = (Nullable.GetUnderlyingType(option.PropertyType) ?? option.PropertyType) switch
            {
                var t when t == typeof(int) => -1,
                var t when t == typeof(long) => -1L,
                var t when t == typeof(TimeSpan) => TimeSpan.FromTicks(-1),
                _ => null,
            };
            Assert.True(extreme is null || OptionProbe.Takes(option, extreme), $"{OptionsReference.NameOf(option)} refuses {extreme}: say its range in its XML documentation and in OptionRanges.");
        }
    }

    [Fact]
    public void Every_range_belongs_to_an_option() => Assert.Empty(OptionRanges.Names.Except(All.Select(OptionsReference.NameOf)));

    [Fact]
    public void Every_default_is_said() =>
        Assert.All(
            All.Where(static o => o.SetMethod is not null && !o.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute))),
            static o => Assert.True(OptionsReference.Summary(o).Contains("default", StringComparison.OrdinalIgnoreCase), $"The documentation of {OptionsReference.NameOf(o)} does not say its default."));

    [Theory]
    [InlineData("TypedTasks:Worker:Slots", true)]
    [InlineData("TypedTasks:Worker:Queues", true)]
    [InlineData("TypedTasks:Worker:Slotz", false)]
    [InlineData("TypedTasks:Tasks:photos.resize:MaxRetries", true)]
    [InlineData("TypedTasks:Tasks:photos.resize:Retries", false)]
    public void A_key_of_configuration_is_told_from_what_is_none(string key, bool expected) => Assert.Equal(expected, OptionProbe.IsKey(key));

    [GeneratedRegex(@"public (?:sealed )?(?:partial )?(?:class|record) (\w+Options)\b")]
    private static partial Regex PublicOptions();
}
