// From a former address to the present one, the fragment kept.
location.replace(document.getElementById("moved").href + location.hash);
