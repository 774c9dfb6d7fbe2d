package dev.unroll.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What packages there are and which uses which, read from the compiled classes.
 *
 * @param packages module by module in the order given, and by name inside
 */
public record PackageGraph(List<Node> packages) {

    /** What all our packages' names begin with, and what nobody needs to be told. */
    private static final String ROOT = "dev.unroll.";

    /** For whom a package is. */
    public enum Audience {
        EVERYONE,
        OUR_MODULES,
        ITS_MODULE
    }

    /**
     * One package.
     *
     * @param name without what all have in common
     * @param files how many source files, its description apart
     * @param publicTypes how many of them are public
     * @param purpose the first sentence of its description
     * @param uses the names of the others that it uses itself
     */
    public record Node(
            String module,
            String name,
            int files,
            int publicTypes,
            Audience audience,
            String purpose,
            Set<String> uses) {}

    /** Reads the modules that are compiled in {@code root/module/target/classes}, those first that the others use. */
    public static PackageGraph of(Path root, List<String> modules) throws IOException {
        var nodes = new ArrayList<Node>();
        for (String module : modules) {
            Path compiled = root.resolve(module, "target", "classes");
            Path sources = root.resolve(module, "src", "main", "java");
            ModuleDescriptor descriptor = descriptor(compiled);
            for (List<JavaClass> types : byPackage(new ClassFileImporter().importPath(compiled))) {
                String name = types.getFirst().getPackageName();
                nodes.add(new Node(
                        module,
                        brief(name),
                        files(types),
                        (int) types.stream().filter(PackageGraph::isPublicType).count(),
                        audience(descriptor, name),
                        PackageDescription.firstSentence(sources, name),
                        usedBy(types)));
            }
        }
        return new PackageGraph(List.copyOf(nodes));
    }

    private static ModuleDescriptor descriptor(Path compiled) throws IOException {
        try (InputStream in = Files.newInputStream(compiled.resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        }
    }

    private static Collection<List<JavaClass>> byPackage(JavaClasses classes) {
        var byPackage = new TreeMap<String, List<JavaClass>>();
        for (JavaClass type : classes) {
            if (type.getPackageName().startsWith(ROOT)) {
                byPackage
                        .computeIfAbsent(type.getPackageName(), _ -> new ArrayList<>())
                        .add(type);
            }
        }
        return byPackage.values();
    }

    private static int files(List<JavaClass> types) {
        var files = new HashSet<String>();
        types.forEach(type -> files.add(SourceFiles.of(type)));
        files.remove(SourceFiles.PACKAGE);
        return files.size();
    }

    private static boolean isPublicType(JavaClass type) {
        return type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC);
    }

    private static Audience audience(ModuleDescriptor descriptor, String name) {
        return descriptor.exports().stream()
                .filter(exported -> exported.source().equals(name))
                .findFirst()
                .map(exported -> exported.isQualified() ? Audience.OUR_MODULES : Audience.EVERYONE)
                .orElse(Audience.ITS_MODULE);
    }

    private static Set<String> usedBy(List<JavaClass> types) {
        var used = new TreeSet<String>();
        for (JavaClass type : types) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String name = dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (name.startsWith(ROOT) && !name.equals(type.getPackageName())) {
                    used.add(brief(name));
                }
            }
        }
        return used;
    }

    private static String brief(String name) {
        return name.substring(ROOT.length());
    }

    /** Returns what a package uses, without what follows: a uses c, where a uses b and b uses c. */
    List<Node> essentialUses(Node node) {
        var following = new HashSet<Node>();
        for (Node used : used(node)) {
            used(used).forEach(next -> reach(next, following));
        }
        if (following.contains(node)) {
            throw new IllegalStateException("packages must have no cycle, but one leads through " + node.name());
        }
        return used(node).stream().filter(used -> !following.contains(used)).toList();
    }

    private void reach(Node node, Set<Node> reached) {
        if (reached.add(node)) {
            used(node).forEach(next -> reach(next, reached));
        }
    }

    private List<Node> used(Node node) {
        return packages.stream()
                .filter(other -> node.uses().contains(other.name()))
                .toList();
    }
}
