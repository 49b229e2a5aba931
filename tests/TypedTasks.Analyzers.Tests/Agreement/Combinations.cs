namespace TypedTasks.Analyzers.Tests.Agreement;

/// <summary>Programs made of parts: each way to hold a task with a plain one, and each parameter and result in a plain holder, alone and in pairs.</summary>
internal static class Combinations
{
    public const string Types = """
        namespace Other
        {
            [AttributeUsage(AttributeTargets.Parameter)] public class FromServicesAttribute : Attribute;
            [AttributeUsage(AttributeTargets.Parameter)] public class FromKeyedServicesAttribute(object? key) : Attribute { public object? Key => key; }
            public class CancellationToken;
            public class TaskContext;
            public class Unit;
            [AttributeUsage(AttributeTargets.Method)] public class TaskAttribute : Attribute;
        }
        namespace Microsoft.AspNetCore.Mvc
        {
            [AttributeUsage(AttributeTargets.Parameter)] public class FromServicesAttribute : Attribute;
        }
        public class EuAttribute() : Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute("eu");
        public record Animal(string Name);
        public record Dog(string Name) : Animal(Name);
        public enum Size { Small }
        public ref struct Stack;
        public delegate int Counter(int x);

        """;

    private static readonly string[] Parameters =
    [
        "int {0}", "string? {0}", "Animal {0}", "List<int> {0}", "(int, string) {0}", "dynamic {0}", "object {0}", "Size {0}", "int? {0}", "int[] {0}", "byte[] {0}",
        "CancellationToken {0}", "TaskContext {0}", "Other.CancellationToken {0}", "Other.TaskContext {0}",
        "[FromServices] IDisposable {0}", "[FromServices] IDisposable? {0}", "[FromServices] Func<int> {0}", "[FromServices] int {0}", "[TypedTasks.FromServices] TimeProvider {0}",
        "[FromKeyedServices(1)] IDisposable {0}", "[FromKeyedServices(\"a\")] IDisposable {0}", "[FromKeyedServices(null)] IDisposable {0}",
        "[Other.FromServices] HttpClient {0}", "[Other.FromServices] int {0}", "[Other.FromKeyedServices(1)] Animal {0}", "[Eu] Animal {0}",
        "[Microsoft.AspNetCore.Mvc.FromServices] HttpClient {0}", "[Other.FromServices, FromServices] HttpClient {0}", "[FromServices] Animal {0}",
        "ref int {0}", "in int {0}", "out int {0}", "ReadOnlySpan<int> {0}", "Stack {0}", "Counter {0}", "Action {0}", "HttpClient {0}", "Stream {0}", "Unknown {0}", "List<Unknown> {0}",
        "Task<int> {0}", "Outcome<int> {0}", "TaskFailure {0}", "Unit {0}", "ISignature<int> {0}", "CancellationToken? {0}", "IReadOnlyList<Animal> {0}", "[FromServices] ref int {0}",
    ];

    private static readonly string[] Last = ["int {0} = 1", "string? {0} = null", "Size {0} = Size.Small", "params int[] {0}", "params IReadOnlyList<string> {0}", "CancellationToken {0} = default", "[FromServices] IDisposable? {0} = null", "TaskContext? {0} = null", "params ReadOnlySpan<int> {0}"];

    private static readonly string[] Results =
    [
        "void", "int", "string?", "Task", "Task<int>", "ValueTask", "ValueTask<string?>", "Animal", "(int, string)", "dynamic", "Unit", "Task<Unit>", "List<int>", "int[]",
        "ISignature<int>", "Signature<int>", "Task<ISignature<int>>", "ValueTask<Signature<Unit>>", "ISignature<Unit>", "IGroup<int>", "ISignature<int, int>", "Task<Signature<int, int>>", "ISignature",
        "Task<Task<int>>", "Task<Task>", "ValueTask<Task>", "ref int", "Span<int>", "Stack", "Stream", "IAsyncEnumerable<int>", "Unknown", "Task<Unknown>", "Func<int>", "Task<Func<int>>", "Other.Unit",
    ];

    private static readonly string[] Holders =
    [
        "public static partial class {0} { [Task] public static int Do(int x) => x; }",
        "internal static partial class {0} { [Task] internal static int Do(int x) => x; }",
        "public partial class {0} { [Task] public int Do(int x) => x; [Task] internal static int Other(int x) => x; }",
        "public partial class {0} { [Task] protected internal int Do(int x) => x; }",
        "public partial class {0} { [Task] private int Do(int x) => x; }",
        "public partial class {0} { [Task] protected int Do(int x) => x; }",
        "public partial class {0} { [Task] private protected int Do(int x) => x; }",
        "public class {0} { [Task] public int Do(int x) => x; }",
        "public partial record {0}(HttpClient Client) { [Task] public int Do(int x) => x; }",
        "public partial struct {0} { [Task] public int Do(int x) => x; }",
        "public readonly partial record struct {0} { [Task] public int Do(int x) => x; }",
        "public ref partial struct {0} { [Task] public int Do(int x) => x; }",
        "public partial interface {0} { [Task] static int Do(int x) => x; }",
        "public partial interface {0} { [Task] int Do(int x, string y = \"a\", CancellationToken ct = default); }",
        "public partial interface I{0} { [Task] ISignature<int> Do(int x) => null!; }",
        "public partial interface {0} { [Task] int Do(int x, [FromServices] IDisposable y); }",
        "public partial interface {0}<T> { [Task] int Do(int x); }",
        "public abstract partial class {0} { [Task] public int Do(int x) => x; }",
        "public abstract partial class {0} { [Task] public static int Do(int x) => x; }",
        "public abstract partial class {0} { [Task] public abstract int Do(int x); }",
        "public partial class {0}<T> { [Task] public int Do(int x) => x; }",
        "public partial class {0} { [Task] public T Do<T>(T x) => x; [Task] public int Plain(int x) => x; }",
        "file static partial class {0} { [Task] public static int Do(int x) => x; }",
        "public partial class {0} { private static partial class Inner { [Task] public static int Do(int x) => x; } }",
        "public partial class {0} { protected internal static partial class Inner { [Task] public static int Do(int x) => x; } }",
        "public class {0} { public static partial class Inner { [Task] public static int Do(int x) => x; } }",
        "public partial class {0}<T> { public static partial class Inner { [Task] public static int Do(int x) => x; } }",
        "public partial interface {0} { public static partial class Inner { [Task] public static int Do(int x) => x; } }",
        "public partial class {0} { private {0}() { } [Task] public int Do(int x) => x; }",
        "public partial class {0} { private {0}() { } [Task] public int Do(int x) => x; [Task] public static int Other(int x) => x; }",
        "public partial class {0} { internal {0}(ref int y) { } [Task] public int Do(int x) => x; }",
        "public unsafe partial class {0} { internal {0}(int* y) { } [Task] public int Do(int x) => x; }",
        "public unsafe partial class {0} { [Task] public static int Do(int* x) => 0; [Task] public static int* Go() => null; [Task] public static void Array(int*[] x) { } }",
        "public partial class {0} { internal {0}(ReadOnlySpan<int> y) { } [Task] public int Do(int x) => x; }",
        "public partial class {0} { internal {0}([FromKeyedServices(1)] IDisposable y) { } [Task] public int Do(int x) => x; }",
        "public partial class {0} { internal {0}([Other.FromKeyedServices(1)] IDisposable y) { } [Task] public int Do(int x) => x; }",
        "public partial class {0} { internal {0}([Other.FromServices] IDisposable y) { } [Task] public int Do(int x) => x; }",
        "public partial class {0} { public string Tasks => \"\"; [Task] public int Do(int x) => x; }",
        "public partial class {0} { public class Tasks; [Task] public int Do(int x) => x; }",
        "public partial class {0} { public static partial class Tasks { public static int Mine() => 1; } [Task] public int Do(int x) => x; }",
        "public partial class {0} { public class Tasks<T>; [Task] public int Do(int x) => x; }",
        "public static partial class {0} { [Task] public static int Do(int x) => x; [Task] public static int Do(string x) => 0; }",
        "public static partial class {0} { [Task(\"{0}.a\")] public static int Do(int x) => x; [Task] public static int Do(string x) => 0; public static int Do(Animal x) => 0; }",
        "public static partial class {0} { [Task(\"{0}.a\")] public static int Do(int x, int y) => x; [Task(\"{0}.b\")] public static int Do(string x, int y) => 0; }",
        "public static partial class {0} { [Task(\"{0}.a\")] public static int Do(int x, dynamic y) => x; [Task(\"{0}.b\")] public static int Do(string x, object y) => 0; }",
        "public static partial class {0} { [Task(\"{0}.a\")] public static int Do(int x, List<dynamic> y) => x; [Task(\"{0}.b\")] public static int Do(string x, List<object> y) => 0; }",
        "public static partial class {0} { [Task(\"{0}.a\")] public static int Do(int x, (int A, int B) y) => x; [Task(\"{0}.b\")] public static int Do(string x, (int, int) y) => 0; }",
        "public static partial class {0} { [Task(\"{0}.a\")] public static int Do(int x, string? y) => x; [Task(\"{0}.b\")] public static int Do(long x, string y) => 0; [Task(\"{0}.c\")] public static int Do(string y) => 0; }",
        "public static partial class {0} { [Task(\"{0}.a\")] public static int Do(int x, HttpClient y) => x; [Task(\"{0}.b\")] public static int Do(long x, [FromServices] HttpClient y) => 0; }",
        "public static partial class {0} { [Task(\"{0}.a\")] public static int Do(int x, CancellationToken y) => x; [Task(\"{0}.b\")] public static int Do(int y, [FromServices] HttpClient z) => 0; }",
        "public partial class {0} { public required HttpClient Client { get; init; } public required string? Name; [Task] public int Do(int x) => x; }",
        "public partial class {0} { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public {0}() => Client = null!; public required HttpClient Client { get; init; } [Task] public int Do(int x) => x; }",
        "public unsafe partial class {0} { public required int* Pointer; [Task] public int Do(int x) => x; }",
        "public static partial class {0} { [Task] public static int Do([System.Runtime.InteropServices.Optional] int x, int y) => x; [Task] public static int Go([System.Runtime.InteropServices.Optional] int x, CancellationToken y) => x; }",
        "public static partial class {0} { [Task(\"{0}.a\")] public static int Do(int x, ref int y) => x; [Task(\"{0}.b\")] public static int Do(string x, int y) => 0; }",
        "public static partial class {0} { [Task] public static void Do(int a, int b, int c, int d, int e, int f, int g, int h) { } public static partial class Tasks { public static int Do() => 0; } }",
        "public static partial class {0} { [Task] public static void Do(int a) { } public static partial class Tasks { public static int Do<T>(T a) => 0; } }",
        "public static partial class {0} { [Other.Task] public static int Do(int x) => x; [Task] public static int Mine(int x) => x; }",
        "public static partial class {0} { [TypedTasks.TaskAttribute] public static int Do(int x) => x; [global::TypedTasks.Task] public static int Mine(int x) => x; }",
        "public static partial class {0} { [Task] public static partial int Do(int x); public static partial int Do(int x) => x; }",
        "public static partial class {0} { public static partial int Do(int x); [Task] public static partial int Do(int x) => x; }",
        "public partial class {0} : IDisposable { [Task] void IDisposable.Dispose() { } }",
        "public partial class {0} { [Task] public override string ToString() => \"\"; }",
        "public static partial class {0} { [Task(\"\")] public static int Do(int x) => x; [Task(\" \", Queue = \"q\")] public static int Go(int x) => x; }",
        "public static partial class {0} { private const string Name = \"{0}.const\"; [Task(Name, Aliases = new[] { Name, \"{0}.old\", \" \" })] public static int Do(int x) => x; }",
        "public static partial class {0} { [Task(MaxRetries = 4, RateLimit = \"10/s\", MaxConcurrency = 2, Idempotent = false, Queue = \"a-b\")] public static int Do(int x) => x; [Task(Idempotent = false)] public static int Go() => 1; }",
    ];

    public static IEnumerable<string> All()
    {
        var number = 0;
        foreach (var holder in Holders)
            yield return holder.Replace("{0}", $"H{number++}", StringComparison.Ordinal);
        foreach (var parameter in Parameters)
        {
            yield return Static("int", Named(parameter, "a"));
            yield return Static("void", $"int first, {Named(parameter, "a")}, string last");
            foreach (var last in Last)
                yield return Static("Task", $"{Named(parameter, "a")}, {Named(last, "b")}");
        }

        foreach (var result in Results)
            yield return Static(result, "int a");

        string Static(string result, string parameters) => $"public static partial class C{number++} {{ [Task] public static {result} Do({parameters}) => throw null!; }}";
    }

    private static string Named(string parameter, string name) => parameter.Replace("{0}", name, StringComparison.Ordinal);
}
