using System.Reflection;
using System.Runtime.Loader;

namespace TypedBus.Generators.Tests.Harness;

/// <summary>Loads assemblies of a test and runs what they have, on the library that the tests themselves run on.</summary>
internal static class LoadedProgram
{
    /// <summary>Calls the static method <c>Program.RunAsync</c> of the last assembly and gets what it tells.</summary>
    public static async Task<string> RunAsync(params GeneratedProject[] projects)
    {
        var context = new AssemblyLoadContext(name: null, isCollectible: true);
        try
        {
            Assembly? last = null;
            foreach (var project in projects)
            {
                using var image = new MemoryStream(project.Emit());
                last = context.LoadFromStream(image);
            }

            var method = last!.GetType("Program", throwOnError: true)!
                .GetMethod("RunAsync", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
            return await (Task<string>)method.Invoke(null, null)!;
        }
        finally
        {
            context.Unload();
        }
    }
}
