using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Shape;

public class ServiceLookAlikeTests
{
    private const string Attributes = """

        namespace Acme
        {
            public class FromServicesAttribute : Attribute;
            public class FromKeyedServicesAttribute(string key) : Attribute { public string Key => key; }
            public class InjectAttribute : Attribute, Microsoft.AspNetCore.Http.Metadata.IFromServiceMetadata;
            public class MailAttribute : Microsoft.AspNetCore.Mvc.FromServicesAttribute;
            public class EuAttribute() : Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute("eu");
            public class RequiredAttribute : Attribute;
        }
        namespace Microsoft.AspNetCore.Http.Metadata { public interface IFromServiceMetadata; }
        namespace Microsoft.AspNetCore.Mvc { public class FromServicesAttribute : Attribute, Microsoft.AspNetCore.Http.Metadata.IFromServiceMetadata; }
        """;

    private const string IsData = "which says nothing here: the parameter is data and travels in every message; write";

    [Theory]
    [InlineData("[[|Acme.FromServices|]] HttpClient x", $"[FromServices] on parameter 'x' of task 'Do' is Acme.FromServicesAttribute, {IsData} [TypedTasks.FromServices]")]
    [InlineData("[[|Acme.Inject|]] int x", $"[Inject] on parameter 'x' of task 'Do' is Acme.InjectAttribute, {IsData} [TypedTasks.FromServices]")]
    [InlineData("[[|Acme.Mail|]] Uri x", $"[Mail] on parameter 'x' of task 'Do' is Acme.MailAttribute, {IsData} [TypedTasks.FromServices]")]
    [InlineData("[[|Acme.FromKeyedServices(\"a\")|]] HttpClient x", $"[FromKeyedServices] on parameter 'x' of task 'Do' is Acme.FromKeyedServicesAttribute, {IsData} [FromKeyedServices(…)] of the container itself")]
    [InlineData("[[|Acme.Eu|]] HttpClient x", $"[Eu] on parameter 'x' of task 'Do' is Acme.EuAttribute, {IsData} [FromKeyedServices(…)] of the container itself")]
    public async Task Fires(string parameter, string message) => Assert.Equal(
        [message],
        await Check.Reports<ServiceLookAlikeAnalyzer>($"static partial class C {{ [Task] public static void Do({parameter}) {{ }} }}{Attributes}"));

    [Theory]
    [InlineData("[FromServices] HttpClient x")]
    [InlineData("[TypedTasks.FromServices, Acme.FromServices] HttpClient x")]
    [InlineData("[Acme.Inject][Microsoft.AspNetCore.Mvc.FromServices] HttpClient x")]
    [InlineData("[FromKeyedServices(1)] HttpClient x")]
    [InlineData("[Acme.Required] string x")]
    public Task IsSilent(string parameter) =>
        Check.Silent<ServiceLookAlikeAnalyzer>($"static partial class C {{ [Task] public static void Do({parameter}) {{ }} static void Other([Acme.FromServices] int x) {{ }} }}{Attributes}");

    [Theory]
    [InlineData("[[|Acme.Eu|]] HttpClient x", 1)]
    [InlineData("[[|Acme.FromKeyedServices(\"a\")|]] HttpClient x", 1)]
    [InlineData("[Acme.FromServices] HttpClient x", 0)]
    [InlineData("[Acme.Inject] HttpClient x", 0)]
    public async Task OnConstructorsAKeyIsMissed(string parameter, int count) => Assert.Equal(
        Enumerable.Repeat("the constructor of 'C'", count),
        (await Check.Reports<ServiceLookAlikeAnalyzer>($"partial class C({parameter}) {{ [Task] public void Do() {{ }} }}{Attributes}")).Select(static m => m[m.IndexOf("the constructor", StringComparison.Ordinal)..m.IndexOf(" is ", StringComparison.Ordinal)]));

    [Fact]
    public Task AConstructorThatIsNotCalledIsSilent() =>
        Check.Silent<ServiceLookAlikeAnalyzer>($"partial class C {{ public C([Acme.Eu] HttpClient x) {{ }} public C(HttpClient x, HttpClient y) {{ }} [Task] public void Do() {{ }} }}{Attributes}");

    /// <summary>One mistake, one word: what is marked is not reported as a service without a mark as well.</summary>
    [Fact]
    public Task TheOtherRuleLeavesItToThisOne() =>
        Check.Silent<TaskParameterAnalyzer>($"static partial class C {{ [Task] public static void Do([Acme.FromServices] HttpClient x, [Acme.FromServices] Func<int> y) {{ }} }}{Attributes}");

    [Fact]
    public Task Fixes() => Check.Fixes<ServiceLookAlikeAnalyzer, TaskParameterFix>(
        "static partial class C { [Task] public static void Do(int a, [[|Acme.FromServices|]] HttpClient x) { } }" + Attributes,
        "static partial class C { [Task] public static void Do(int a, [FromServices][Acme.FromServices] HttpClient x) { } }" + Attributes);

    [Fact]
    public Task AKeyIsLeftToTheUser() => Check.OffersNoFix<ServiceLookAlikeAnalyzer, TaskParameterFix>(
        "static partial class C { [Task] public static void Do([[|Acme.Eu|]] HttpClient x) { } }" + Attributes);
}
