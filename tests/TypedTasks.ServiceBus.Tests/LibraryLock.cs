using System.Reflection;

namespace TypedTasks.ServiceBus.Tests;

/// <summary>Holds locks of the client library, as two threads of it do that wait for each other.</summary>
internal sealed class LibraryLock : IDisposable
{
    private const string Library = "Microsoft.Azure.Amqp";
    private readonly ManualResetEventSlim released = new();
    private readonly Thread holder;

    private LibraryLock(IReadOnlyList<object> locks)
    {
        using var taken = new ManualResetEventSlim();
        holder = new(() =>
        {
            foreach (var one in locks)
                Monitor.Enter(one);
            taken.Set();
            released.Wait();
            foreach (var one in locks)
                Monitor.Exit(one);
        });
        holder.Start();
        taken.Wait();
    }

    /// <summary>Holds those of the connection, the sessions and the links by which something receives.</summary>
    public static LibraryLock HoldAllOf(object receiver)
    {
        object[] locks = [.. Reached(receiver).Where(static o => o.GetType().Assembly.GetName().Name == Library).SelectMany(LocksOf).Distinct(ReferenceEqualityComparer.Instance)!];
        Assert.NotEmpty(locks);
        return new(locks);
    }

    public void Dispose()
    {
        released.Set();
        holder.Join();
        released.Dispose();
    }

    private static IEnumerable<object> LocksOf(object owner) =>
        FieldsOf(owner).Where(static f => f.FieldType == typeof(object) && f.Name.Contains("lock", StringComparison.OrdinalIgnoreCase)).Select(f => f.GetValue(owner)).OfType<object>();

    private static HashSet<object> Reached(object root)
    {
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance) { root };
        Queue<object> open = new(seen);
        while (open.TryDequeue(out var next))
        {
            foreach (var value in Parts(next))
            {
                if (value is not (null or string or Type or Thread or Pointer) && !value.GetType().IsPrimitive && seen.Add(value))
                    open.Enqueue(value);
            }
        }

        return seen;
    }

    private static IEnumerable<object?> Parts(object whole)
    {
        if (whole is Array array)
            return array.GetType().GetElementType()!.IsPrimitive ? [] : array.Cast<object?>();
        return FieldsOf(whole).Select(f => f.GetValue(whole));
    }

    private static List<FieldInfo> FieldsOf(object whole)
    {
        var fields = new List<FieldInfo>();
        for (var type = whole.GetType(); type is not null; type = type.BaseType)
            fields.AddRange(type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly).Where(static f => !f.FieldType.IsPointer && !f.FieldType.IsByRefLike));
        return fields;
    }
}
